import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { isPrivateHost } from "./host-guard";

const SHORTEST_SECRET = 8;

export type UnsafeSetting = { name: string; message: string };

/**
 * What must not be entered although the carrier's schema takes it. `values`: those that are entered now, by name. Messages follow the
 * setting's name, as the schemas' own do.
 */
export function findUnsafeSettings(
  { secrets }: { secrets: readonly string[] },
  values: Readonly<Record<string, string | undefined>>,
  { allowPrivateHosts }: { allowPrivateHosts: boolean },
): UnsafeSetting[] {
  return Object.entries(values).flatMap(([name, value]): UnsafeSetting[] => {
    const message = value === undefined ? null : explain(value, secrets.includes(name), allowPrivateHosts);
    return message === null ? [] : [{ name, message }];
  });
}

function explain(value: string, isSecret: boolean, allowPrivateHosts: boolean): string | null {
  // A shorter one could not be hidden in a carrier's texts without hiding ordinary words as well.
  if (isSecret)
    return value.length < SHORTEST_SECRET ? `is too short; expected at least ${SHORTEST_SECRET} characters` : null;
  if (!/^[a-z]+:\/\//i.test(value)) return null;
  const unsafe = explainUnsafeAddress(value);
  if (unsafe !== null) return unsafe;
  return !allowPrivateHosts && isPrivateHost(value)
    ? "is in a private network; set ALLOW_PRIVATE_CARRIER_HOSTS=true if it shall be reached"
    : null;
}
