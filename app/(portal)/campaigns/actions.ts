"use server";

import { action } from "@/lib/action";
import { assignInput, brandForm, campaignForm, capacityForm } from "@/lib/domain/campaign";
import { assignNumbers } from "@/lib/services/campaigns/assign-numbers";
import { createBrand } from "@/lib/services/campaigns/create-brand";
import { createCampaign } from "@/lib/services/campaigns/create-campaign";
import { refreshCampaigns, refreshCampaignsInput } from "@/lib/services/campaigns/refresh-campaigns";
import { sendAgain, sendAgainInput } from "@/lib/services/campaigns/send-again";
import { setCapacity } from "@/lib/services/campaigns/set-capacity";
import { campaignPreviewInput, previewCampaignOrder } from "@/lib/services/orders/preview-campaign-order";

export const createBrandAction = action("campaigns:write", brandForm, createBrand);
export const createCampaignAction = action("campaigns:write", campaignForm, createCampaign);
export const sendAgainAction = action("campaigns:write", sendAgainInput, sendAgain);
export const setCapacityAction = action("campaigns:write", capacityForm, setCapacity);
export const refreshCampaignsAction = action("numbers:refresh", refreshCampaignsInput, refreshCampaigns);
export const previewCampaignOrderAction = action("orders:write", campaignPreviewInput, previewCampaignOrder);
export const assignNumbersAction = action("orders:write", assignInput, assignNumbers);
