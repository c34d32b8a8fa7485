import { z } from "zod";
import { requireSettings, settingAddress, settingAddressOr, settingSwitch, settingText } from "../carrier";

const PAIR = ["INTELEPEER_AUTH_URL", "INTELEPEER_USERNAME", "INTELEPEER_PASSWORD"] as const;

/**
 * A token, or a user name and password that fetch one. `INTELEPEER_BARE_TOKEN`: one older page shows the token without
 * `Bearer`. `INTELEPEER_CALLBACK_SIGNATURE`: the Customer Portal's shared code in every inbound message.
 */
export const intelepeerSettings = z
  .object({
    INTELEPEER_URL: settingAddressOr("https://api.intelepeer.com/_rest/v4"),
    INTELEPEER_TOKEN: settingText(),
    INTELEPEER_AUTH_URL: settingAddress(),
    INTELEPEER_USERNAME: settingText(),
    INTELEPEER_PASSWORD: settingText(),
    INTELEPEER_BARE_TOKEN: settingSwitch(),
    INTELEPEER_CALLBACK_SIGNATURE: settingText(),
  })
  .superRefine((values, issues) => {
    if (values.INTELEPEER_TOKEN !== undefined) return;
    if (PAIR.every((name) => values[name] === undefined))
      requireSettings(values, ["INTELEPEER_TOKEN"], `set a token, or ${PAIR.join(", ")}`, issues);
    else requireSettings(values, PAIR, "authentication URL, user name and password are required together", issues);
  });

export type IntelepeerSettings = z.output<typeof intelepeerSettings>;
