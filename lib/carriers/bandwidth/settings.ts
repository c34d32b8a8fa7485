import { z } from "zod";
import { requireSettings, settingAddressOr, settingText } from "../carrier";

const DASHBOARD = ["BANDWIDTH_ACCOUNT_ID", "BANDWIDTH_USERNAME", "BANDWIDTH_PASSWORD", "BANDWIDTH_SITE_ID"] as const;
const MESSAGING = ["BANDWIDTH_USER_ID", "BANDWIDTH_API_TOKEN", "BANDWIDTH_API_SECRET"] as const;
const CALLBACK = ["BANDWIDTH_CALLBACK_USERNAME", "BANDWIDTH_CALLBACK_PASSWORD"] as const;

/** Two sets of credentials: the dashboard's (orders, and inside each registration) and the messaging API's (optional). */
export const bandwidthSettings = z
  .object({
    BANDWIDTH_DASHBOARD_URL: settingAddressOr("https://dashboard.bandwidth.com/api"),
    BANDWIDTH_ACCOUNT_ID: settingText(),
    BANDWIDTH_USERNAME: settingText(),
    BANDWIDTH_PASSWORD: settingText(),
    BANDWIDTH_SITE_ID: settingText(),
    BANDWIDTH_SIP_PEER_ID: settingText(),
    BANDWIDTH_MESSAGING_URL: settingAddressOr("https://api.catapult.inetwork.com/v1"),
    BANDWIDTH_USER_ID: settingText(),
    BANDWIDTH_API_TOKEN: settingText(),
    BANDWIDTH_API_SECRET: settingText(),
    BANDWIDTH_CALLBACK_USERNAME: settingText(),
    BANDWIDTH_CALLBACK_PASSWORD: settingText(),
  })
  .superRefine((values, issues) => {
    requireSettings(values, DASHBOARD, "the dashboard requires account, user name, password and site", issues);
    if (MESSAGING.some((name) => values[name] !== undefined))
      requireSettings(values, MESSAGING, "messaging requires user ID, API token and API secret", issues);
    if (CALLBACK.some((name) => values[name] !== undefined))
      requireSettings(values, CALLBACK, "callbacks require both user name and password", issues);
  });

export type BandwidthSettings = z.output<typeof bandwidthSettings>;
export type DashboardAccess = { accountId: string; userName: string; password: string };
export type MessagingAccess = { userId: string; token: string; secret: string };

export const readDashboardAccess = (settings: BandwidthSettings): DashboardAccess => ({
  accountId: settings.BANDWIDTH_ACCOUNT_ID ?? "",
  userName: settings.BANDWIDTH_USERNAME ?? "",
  password: settings.BANDWIDTH_PASSWORD ?? "",
});

export function readMessagingAccess(settings: BandwidthSettings): MessagingAccess | null {
  const { BANDWIDTH_USER_ID: userId, BANDWIDTH_API_TOKEN: token, BANDWIDTH_API_SECRET: secret } = settings;
  return userId === undefined || token === undefined || secret === undefined ? null : { userId, token, secret };
}

export const toBasic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`, "utf8").toString("base64")}`;
