import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { cleanValue } from "@/lib/domain/clean-text";
import { getEnvironment } from "@/lib/env";
import { log } from "@/lib/log";
import { ABSOLUTE } from "@/lib/services/people/session-life";
import { readDevice, rememberDevice } from "./device-cookie";
import { getRuntime } from "./runtime";
import { readSafeNext } from "./safe-next";
import { getSessionCookie } from "./session-cookie";
import { signIn, signOut } from "./sign-in";
import { readSource } from "./source";

/** next-auth handles credentials, CSRF token and cookie; our session table decides who is signed in. */
export function buildAuthOptions(): NextAuthOptions {
  const { NEXTAUTH_SECRET } = getEnvironment();
  const { name, isSecure } = getSessionCookie();
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: ABSOLUTE / 1000 },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } },
    },
    providers: [
      CredentialsProvider({
        name: "Password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials, request) => {
          const headers: Record<string, unknown> = request.headers ?? {};
          const source = readSource({ get: (name) => readHeader(headers[name]) });
          const device = await readDevice();
          const opened = await signIn(getRuntime().database, cleanValue(credentials), source, {
            now: new Date(),
            device,
          });
          if (opened === null) return null;
          await rememberDevice(device, opened.personId);
          return { id: opened.sessionId };
        },
      }),
    ],
    callbacks: {
      // The cookie holds only the session ID; everything else is read on each request.
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${readSafeNext(path)}`;
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await signOut(getRuntime().database, token.sid, new Date());
      },
    },
    logger: {
      error: (code, metadata) =>
        log.error({ code, err: metadata instanceof Error ? metadata : undefined }, "sign-in failed"),
      warn: (code) => log.warn({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}

/** next-auth passes headers as a plain object with lower-case names. */
const readHeader = (value: unknown): string | null => (typeof value === "string" ? value : null);
