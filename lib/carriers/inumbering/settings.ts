import { z } from "zod";
import { requireSettings, settingAddressOr, settingText } from "../carrier";

export const inumberingSettings = z
  .object({
    INUMBERING_URL: settingAddressOr("https://api.voicetel.com"),
    INUMBERING_APIKEY: settingText(),
  })
  .superRefine((values, issues) => requireSettings(values, ["INUMBERING_APIKEY"], "set the account's API key", issues));

export type InumberingSettings = z.output<typeof inumberingSettings>;
