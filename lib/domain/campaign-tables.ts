import { defineTable } from "./table";

export const CAMPAIGNS_TABLE = defineTable<never>()({
  campaign: { label: "Campaign", isSticky: true },
  description: { label: "Description", isWide: true },
  brand: { label: "Brand", isWideOnly: true },
  registration: { label: "Registration" },
  standing: { label: "At the carrier", isBeside: true },
  numbers: { label: "Numbers" },
  freshness: { label: "Read", align: "right" },
});

export const BRANDS_TABLE = defineTable<never>()({
  brand: { label: "Brand", isSticky: true },
  name: { label: "Name", isWide: true },
  description: { label: "Description", isWide: true, isMuted: true, isWideOnly: true },
  registration: { label: "Registration", isBeside: true },
  campaigns: { label: "Campaigns", align: "right" },
  account: { label: "Account", isMuted: true, isWideOnly: true },
  added: { label: "Added", align: "right", isMuted: true },
});
