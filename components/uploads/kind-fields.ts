import type { UploadKind } from "@/lib/domain/uploads/upload";

/** A parameter of a kind, as a field of the map. */
export type KindField = {
  name: "url" | "campaignId" | "applicationId" | "registerWith" | "route";
  label: string;
  hint?: string;
  isRequired: boolean;
  /** What to do while it is empty. */
  missing: string;
};

const NONE: readonly KindField[] = [];

export const KIND_FIELDS: Readonly<Record<UploadKind, readonly KindField[]>> = {
  "sms-enable": NONE,
  "sms-disable": NONE,
  remove: NONE,
  "message-test": NONE,
  labels: NONE,
  import: [
    {
      name: "registerWith",
      label: "Then register to",
      hint: "Each number that the carrier confirms. Blank: not registered.",
      isRequired: false,
      missing: "",
    },
  ],
  register: [
    {
      name: "applicationId",
      label: "Application",
      isRequired: true,
      missing: "Choose the application to register to.",
    },
  ],
  "webhook-set": [
    {
      name: "url",
      label: "Webhook URL",
      hint: "Where the carrier delivers messages.",
      isRequired: true,
      missing: "Enter the webhook URL.",
    },
  ],
  "campaign-assign": [{ name: "campaignId", label: "Campaign", isRequired: true, missing: "Choose the campaign." }],
  purchase: [
    {
      name: "route",
      label: "Route",
      hint: "As the carrier names it. Blank: the account's own.",
      isRequired: false,
      missing: "",
    },
  ],
};

export function isWebAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
