import "server-only";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { getEnvironment } from "@/lib/env";
import type { Device } from "./admit-attempt";
import { getSessionCookie } from "./session-cookie";

/** Seconds; longer than any vacation. */
const MAX_AGE = 180 * 24 * 3_600;
/** The most recent users of a shared computer. */
const MAX_PEOPLE = 10;
/** A separate key, so that this cookie cannot be used as a session cookie, or vice versa. */
const SALT = "tandem.device";

const device = z.object({ device: z.uuid(), people: z.array(z.uuid()).max(MAX_PEOPLE) });

function describeCookie() {
  const { isSecure } = getSessionCookie();
  const options = { httpOnly: true, sameSite: "lax", path: "/api/auth", secure: isSecure, maxAge: MAX_AGE } as const;
  return { name: `${isSecure ? "__Secure-" : ""}tandem.device`, options };
}

/** The device proven by the cookie; null if there is none or it is invalid. It grants no access; see admit-attempt.ts. */
export async function readDevice(): Promise<Device | null> {
  const token = (await cookies()).get(describeCookie().name)?.value;
  if (!token) return null;
  try {
    const found = device.safeParse(await decode({ token, secret: getEnvironment().NEXTAUTH_SECRET, salt: SALT }));
    return found.success ? { id: found.data.device, people: found.data.people } : null;
  } catch {
    // Signed with another secret, damaged or expired.
    return null;
  }
}

/** After a successful sign-in: remembers the person on this device. */
export async function rememberDevice(known: Device | null, personId: string): Promise<void> {
  const people = [personId, ...(known?.people ?? []).filter((id) => id !== personId)].slice(0, MAX_PEOPLE);
  const { name, options } = describeCookie();
  const secret = getEnvironment().NEXTAUTH_SECRET;
  const token = { device: known?.id ?? crypto.randomUUID(), people };
  (await cookies()).set(name, await encode({ token, secret, maxAge: MAX_AGE, salt: SALT }), options);
}
