import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { isPrivateHost } from "./host-guard";

const MIN_SECRET_LENGTH = 8;

export type UnsafeSetting = { name: string; message: string };

/**
 * Values that must not be entered although the carrier's schema accepts them. `values`: those entered now, by name. Messages
 * follow the setting's name.
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
  // A shorter secret could not be redacted without redacting ordinary words too.
  if (isSecret)
    return value.length < MIN_SECRET_LENGTH ? `is too short. Use at least ${MIN_SECRET_LENGTH} characters` : null;
  if (!/^[a-z]+:\/\//i.test(value)) return null;
  const unsafe = explainUnsafeAddress(value);
  if (unsafe !== null) return unsafe;
  return !allowPrivateHosts && isPrivateHost(value)
    ? "is in a private network. Set ALLOW_PRIVATE_CARRIER_HOSTS=true to allow it"
    : null;
}
