/**
 * What the sandbox carriers accept. Fixed and public on purpose: they protect nothing but a server on loopback.
 * `token` is IntelePeer's ready-made token; `username` and `password` fetch 24-hour tokens.
 */
export const SANDBOX_CREDENTIALS = {
  intelepeer: {
    username: "sandbox-intelepeer",
    password: "sandbox-intelepeer-password",
    token: "sandbox-intelepeer-token",
  },
  inumbering: { apikey: "5a4d8c0e1f2b3a4958677685940a1b2c" },
  bandwidth: {
    accountId: "5500012",
    username: "sandbox-dashboard",
    password: "sandbox-dashboard-password",
    siteId: "743",
    sipPeerId: "303716",
    userId: "u-sandbox5500012",
    apiToken: "t-sandbox5500012",
    apiSecret: "sandbox-messaging-secret",
  },
} as const;

export type SandboxCredentials = typeof SANDBOX_CREDENTIALS;
