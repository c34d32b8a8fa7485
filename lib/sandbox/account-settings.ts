import { SANDBOX_CREDENTIALS } from "./credentials";

type Urls = {
  intelepeer: string;
  intelepeerAuth: string;
  inumbering: string;
  bandwidthDashboard: string;
  bandwidthMessaging: string;
};

/** The settings with which a client reaches each played carrier, by the names that a person would use for the real one. */
export function listAccountSettings(urls: Urls): Record<string, Record<string, string>> {
  const { intelepeer, inumbering, bandwidth } = SANDBOX_CREDENTIALS;
  return {
    intelepeer: {
      INTELEPEER_URL: urls.intelepeer,
      INTELEPEER_AUTH_URL: urls.intelepeerAuth,
      INTELEPEER_USERNAME: intelepeer.username,
      INTELEPEER_PASSWORD: intelepeer.password,
    },
    inumbering: { INUMBERING_URL: urls.inumbering, INUMBERING_APIKEY: inumbering.apikey },
    bandwidth: {
      BANDWIDTH_DASHBOARD_URL: urls.bandwidthDashboard,
      BANDWIDTH_ACCOUNT_ID: bandwidth.accountId,
      BANDWIDTH_USERNAME: bandwidth.username,
      BANDWIDTH_PASSWORD: bandwidth.password,
      BANDWIDTH_SITE_ID: bandwidth.siteId,
      BANDWIDTH_SIP_PEER_ID: bandwidth.sipPeerId,
      BANDWIDTH_MESSAGING_URL: urls.bandwidthMessaging,
      BANDWIDTH_USER_ID: bandwidth.userId,
      BANDWIDTH_API_TOKEN: bandwidth.apiToken,
      BANDWIDTH_API_SECRET: bandwidth.apiSecret,
    },
  };
}
