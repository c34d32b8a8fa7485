export const credentials = {
  accountId: "5500012",
  username: "sandbox-dashboard",
  password: "sandbox-dashboard-password",
  siteId: "743",
  sipPeerId: "303716",
  userId: "u-sandbox5500012",
  apiToken: "t-sandbox5500012",
  apiSecret: "sandbox-messaging-secret",
} as const;
