import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { getEnvironment } from "@/lib/env";

/** Its name and whether it travels over https only, which follows the portal's own address. */
export function getSessionCookie(): { name: string; isSecure: boolean } {
  const isSecure = getEnvironment().NEXTAUTH_URL.startsWith("https:");
  return { name: `${isSecure ? "__Secure-" : ""}tandem.session`, isSecure };
}

/** The session's id as the cookie says; what it is worth, only the database knows. */
export async function readSessionCookie(): Promise<unknown> {
  const token = (await cookies()).get(getSessionCookie().name)?.value;
  if (!token) return null;
  try {
    return (await decode({ token, secret: getEnvironment().NEXTAUTH_SECRET }))?.sid ?? null;
  } catch {
    // Made with another secret, damaged or too old: not signed in.
    return null;
  }
}
