import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import type { BrandQuery, CampaignQuery } from "@/lib/domain/campaign";
import { countBrandTrouble, countCampaignTrouble } from "./count-entries";
import { listBrands } from "./list-brands";
import { listCampaigns } from "./list-campaigns";

/** The page of brands and what is wrong with some of them, of one moment. */
export const getBrandsPage = (ctx: Context, query: BrandQuery) =>
  inSnapshot(ctx, async (snapshot) => {
    const [page, trouble] = await Promise.all([listBrands(snapshot, query), countBrandTrouble(snapshot)]);
    return { page, trouble };
  });

/** The page of campaigns and what is wrong with some of them, of one moment. */
export const getCampaignsPage = (ctx: Context, query: CampaignQuery) =>
  inSnapshot(ctx, async (snapshot) => {
    const [page, trouble] = await Promise.all([listCampaigns(snapshot, query), countCampaignTrouble(snapshot)]);
    return { page, trouble };
  });
