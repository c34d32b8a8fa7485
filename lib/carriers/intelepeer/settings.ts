import { z } from "zod";
import { requireSettings, settingAddress, settingAddressOr, settingSwitch, settingText } from "../carrier";

const PAIR = ["INTELEPEER_AUTH_URL", "INTELEPEER_USERNAME", "INTELEPEER_PASSWORD"] as const;

/**
 * A token, or a user name and password that fetch one. `INTELEPEER_BARE_TOKEN`: the page's code samples lost the prefix of the
 * header, and one older page shows the token alone; `Bearer` is what all others show.
 * `INTELEPEER_CALLBACK_SIGNATURE`: the shared code of the Customer Portal, which every inbound message carries.
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
      requireSettings(values, ["INTELEPEER_TOKEN"], `give a token, or ${PAIR.join(", ")}`, issues);
    else requireSettings(values, PAIR, "address, user name and password belong together", issues);
  });

export type IntelepeerSettings = z.output<typeof intelepeerSettings>;
