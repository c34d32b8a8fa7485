import { type RegisteredCarrier } from "@/lib/carriers/carrier";
import { type SandboxUrls } from "@/lib/env";
import { findSandbox } from "@/lib/sandbox/registry";
import { type AccountPlan } from "@/lib/services/accounts/ensure-accounts";

type Variables = Readonly<Record<string, string>>;

/**
 * One account for each carrier: a live one from the variables, or a sandbox one where none of its credentials is set and a
 * simulated counterpart runs at `urls`. The variables have been checked by `readSettings`.
 */
export function planAccounts(
  carriers: readonly RegisteredCarrier[],
  variables: Variables,
  urls: SandboxUrls | undefined,
): AccountPlan[] {
  return carriers.flatMap((carrier): AccountPlan[] => {
    if (carrier.credentials.some((name) => variables[name] !== undefined))
      return [{ carrierId: carrier.id, mode: "live", settings: pickSettings(carrier, variables) }];
    const settings = urls && findSandbox(carrier.id)?.accountSettings(urls);
    return settings ? [{ carrierId: carrier.id, mode: "sandbox", settings }] : [];
  });
}

/** Those variables that the carrier's schema knows, as they were given: its defaults stay in the code. */
function pickSettings(carrier: RegisteredCarrier, variables: Variables): Variables {
  const known = Object.keys(carrier.settings.parse(variables) ?? {});
  return Object.fromEntries(known.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]]])));
}
