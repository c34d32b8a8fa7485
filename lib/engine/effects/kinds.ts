import "server-only";
import { z } from "zod";
import { application, type ApplicationEffectInput } from "./application";
import { message, type MessageInput } from "./message";
import { brand, campaign, type BrandEffectInput, type CampaignEffectInput } from "./registration";

/** Every kind of effect. A new one is defined in a file of its own and listed here. */
export const EFFECT_KINDS = { message, application, brand, campaign } as const;
export type EffectKind = keyof typeof EFFECT_KINDS;
export const effectKind = z.enum(Object.keys(EFFECT_KINDS) as EffectKind[]);
export type EffectInputs = {
  message: MessageInput;
  application: ApplicationEffectInput;
  brand: BrandEffectInput;
  campaign: CampaignEffectInput;
};
