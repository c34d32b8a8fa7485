import { type Callbacks, CarrierError } from "../carrier";
import type { BandwidthSettings } from "./settings";
import { callbackPayload } from "./wire-json";

/** Page: step 6 "Incoming Messages". This version signs nothing; user name and password in the callback URL are the only credentials. */
export function createCallbacks(settings: BandwidthSettings): Callbacks {
  const { BANDWIDTH_CALLBACK_USERNAME: user, BANDWIDTH_CALLBACK_PASSWORD: password } = settings;
  return {
    hasLists: true,
    credentials: user === undefined || password === undefined ? null : { user, password },
    read(payload) {
      const parsed = callbackPayload.safeParse(payload);
      if (parsed.success) return parsed.data;
      throw new CarrierError("bad_response", "This is not a message event of Bandwidth.", { cause: parsed.error });
    },
  };
}
