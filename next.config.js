/** The Content-Security-Policy, which needs a nonce per request, is set in proxy.ts; Strict-Transport-Security in lib/runtime/web.mjs. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.TANDEM_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    "pg",
    "pg-copy-streams",
    "pino",
    "graphile-worker",
    "@prisma/client",
    "@prisma/adapter-pg",
    "undici",
    "read-excel-file",
    "write-excel-file",
  ],
  // The gate checks types over the whole repository; a build checks nothing twice.
  typescript: { ignoreBuildErrors: true },
  // forbidden(): a page that one's role does not allow says so with 403.
  experimental: { authInterrupts: true },
  headers: async () => [{ source: "/:path*", headers: HEADERS }],
};

export default config;
