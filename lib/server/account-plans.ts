import { type RegisteredCarrier } from "@/lib/carriers/carrier";
import { type SandboxUrls } from "@/lib/env";
import { SANDBOX_CREDENTIALS } from "@/lib/sandbox/credentials";
import { type AccountPlan } from "@/lib/services/accounts/ensure-accounts";

type Variables = Readonly<Record<string, string>>;

const { intelepeer, inumbering, bandwidth } = SANDBOX_CREDENTIALS;

/** The variables that a person would have to set in order to use the sandboxes as if they were the carriers. */
const SANDBOX_VARIABLES: Record<string, (urls: SandboxUrls) => Variables> = {
  intelepeer: (urls) => ({
    INTELEPEER_URL: urls.intelepeer,
    INTELEPEER_AUTH_URL: urls.intelepeerAuth,
    INTELEPEER_USERNAME: intelepeer.username,
    INTELEPEER_PASSWORD: intelepeer.password,
  }),
  inumbering: (urls) => ({ INUMBERING_URL: urls.inumbering, INUMBERING_APIKEY: inumbering.apikey }),
  bandwidth: (urls) => ({
    BANDWIDTH_DASHBOARD_URL: urls.bandwidthDashboard,
    BANDWIDTH_ACCOUNT_ID: bandwidth.accountId,
    BANDWIDTH_USERNAME: bandwidth.username,
    BANDWIDTH_PASSWORD: bandwidth.password,
    BANDWIDTH_SITE_ID: bandwidth.siteId,
    BANDWIDTH_SIP_PEER_ID: bandwidth.sipPeerId,
    BANDWIDTH_MESSAGING_URL: urls.bandwidthMessaging,
    BANDWIDTH_USER_ID: bandwidth.userId,
    BANDWIDTH_API_TOKEN: bandwidth.apiToken,
    BANDWIDTH_API_SECRET: bandwidth.apiSecret,
  }),
};

/**
 * One account for each carrier: a live one from the variables, or the sandbox's where none of its credentials is set. A carrier
 * that is neither gets none. The variables have been checked by `readSettings`.
 */
export function planAccounts(
  carriers: readonly RegisteredCarrier[],
  variables: Variables,
  urls: SandboxUrls | undefined,
): AccountPlan[] {
  return carriers.flatMap((carrier): AccountPlan[] => {
    if (carrier.credentials.some((name) => variables[name] !== undefined))
      return [{ carrierId: carrier.id, mode: "live", settings: pickSettings(carrier, variables) }];
    const settings = urls && SANDBOX_VARIABLES[carrier.id]?.(urls);
    return settings ? [{ carrierId: carrier.id, mode: "sandbox", settings }] : [];
  });
}

/** Those variables that the carrier's schema knows, as they were given: its defaults stay in the code. */
function pickSettings(carrier: RegisteredCarrier, variables: Variables): Variables {
  const known = Object.keys(carrier.settings.parse(variables) ?? {});
  return Object.fromEntries(known.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]]])));
}
