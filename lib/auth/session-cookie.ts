import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { getEnvironment } from "@/lib/env";

/** The session cookie's name, and whether it is https only, depending on the portal's address. */
export function getSessionCookie(): { name: string; isSecure: boolean } {
  const isSecure = getEnvironment().NEXTAUTH_URL.startsWith("https:");
  return { name: `${isSecure ? "__Secure-" : ""}tandem.session`, isSecure };
}

/** The session ID in the cookie; only the database knows whether it is valid. */
export async function readSessionCookie(): Promise<unknown> {
  const token = (await cookies()).get(getSessionCookie().name)?.value;
  if (!token) return null;
  try {
    return (await decode({ token, secret: getEnvironment().NEXTAUTH_SECRET }))?.sid ?? null;
  } catch {
    // Signed with another secret, damaged or expired: not signed in.
    return null;
  }
}
