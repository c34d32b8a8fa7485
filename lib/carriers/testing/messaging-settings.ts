/** A Bandwidth account whose messaging API is at `url`; names as on the carrier's page. */
export const messagingSettings = (url: string) => ({
  BANDWIDTH_ACCOUNT_ID: "9999999",
  BANDWIDTH_USERNAME: "wileCoyote",
  BANDWIDTH_PASSWORD: "catchThatBird",
  BANDWIDTH_SITE_ID: "743",
  BANDWIDTH_MESSAGING_URL: `${url}/v1`,
  BANDWIDTH_USER_ID: "u-1",
  BANDWIDTH_API_TOKEN: "t-token",
  BANDWIDTH_API_SECRET: "s-secret",
});
