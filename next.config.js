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
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
  ],
  // The gate checks types over the whole repository; a build checks nothing twice.
  typescript: { ignoreBuildErrors: true },
  // forbidden(): a page that one's role does not allow says so with 403.
  experimental: {
    authInterrupts: true,
    // Smaller chunks, so that a page loads less of what only others need.
    turbopackChunking: { requestCost: 80_000, minChunkSize: 25_000 },
  },
};

export default config;
