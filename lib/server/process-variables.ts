import type { Settings } from "@/lib/env";

/** The environment of a process of the portal, without its secrets. */
export function toVariables(settings: Settings): Record<string, string> {
  const { DATA_DIR, PORT, PUBLIC_URL, NEXTAUTH_URL, LOG_LEVEL, DATABASE_URL, HOST, TRUSTED_PROXIES } = settings;
  const { ADMIN_EMAIL, ADMIN_PASSWORD, SANDBOX_URLS } = settings;
  const optional = { DATABASE_URL, HOST, TRUSTED_PROXIES, ADMIN_EMAIL, ADMIN_PASSWORD, SANDBOX_URLS };
  return {
    ...Object.fromEntries(
      Object.entries(optional).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    NODE_ENV: settings.NODE_ENV ?? "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR,
    PORT: String(PORT),
    PUBLIC_URL,
    NEXTAUTH_URL,
    LOG_LEVEL,
    ALLOW_PRIVATE_CARRIER_HOSTS: String(settings.ALLOW_PRIVATE_CARRIER_HOSTS),
    // A sandbox delivers callbacks to us directly: the public address may be one that only the world outside can reach.
    SANDBOX_CALLBACKS_TO: `http://127.0.0.1:${PORT}`,
  };
}
