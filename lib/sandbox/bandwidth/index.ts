import { z } from "zod";
import { tenDigits } from "../core/fields";
import { defineSandbox } from "../sandbox";
import { changes } from "./changes";
import { credentials } from "./credentials";
import { createDashboard, DASHBOARD_PREFIX } from "./dashboard";
import { faults } from "./faults";
import { createMessaging, MESSAGING_PREFIX } from "./messaging";
import { outcomes } from "./outcomes";
import { limits, settings } from "./settings";

const { username, password, accountId, siteId, sipPeerId, userId, apiToken, apiSecret } = credentials;
const numbers = z.array(tenDigits).default([]);

/** Bandwidth: the dashboard's import orders, and the messaging API. */
export const bandwidth = defineSandbox({
  id: "bandwidth",
  label: "Bandwidth",
  urls: { bandwidthDashboard: DASHBOARD_PREFIX, bandwidthMessaging: MESSAGING_PREFIX },
  credentials,
  echoed: { userNames: [username], secrets: [password, apiToken, apiSecret] },
  accountSettings: (urls) => ({
    BANDWIDTH_DASHBOARD_URL: urls.bandwidthDashboard,
    BANDWIDTH_ACCOUNT_ID: accountId,
    BANDWIDTH_USERNAME: username,
    BANDWIDTH_PASSWORD: password,
    BANDWIDTH_SITE_ID: siteId,
    BANDWIDTH_SIP_PEER_ID: sipPeerId,
    BANDWIDTH_MESSAGING_URL: urls.bandwidthMessaging,
    BANDWIDTH_USER_ID: userId,
    BANDWIDTH_API_TOKEN: apiToken,
    BANDWIDTH_API_SECRET: apiSecret,
  }),
  settings,
  limits,
  endpoints: {
    "POST externalTns": "Send an import or remove order",
    "GET externalTns": "Read import and remove orders",
    "POST applications": "Create or change an application",
    "GET applications": "Read applications",
    "POST phoneNumbers": "Register a number",
    "GET phoneNumbers": "Read registered numbers",
    "POST messages": "Send a message",
    "GET messages": "Read messages",
  },
  envelopes: [
    "response-status",
    "response-status-no-code",
    "errors-flat",
    "errors-nested",
    "error-list",
    "result-code",
    "empty",
  ],
  outcomes,
  changes,
  faults,
  oncePerReference: ["order.import", "order.remove", "message.send"],
  seed: z.strictObject({
    imported: numbers,
    applications: z
      .array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          incomingMessageUrl: z.string(),
          callbackHttpMethod: z.enum(["GET", "POST"]).optional(),
        }),
      )
      .default([]),
    registered: z.array(z.strictObject({ number: tenDigits, applicationId: z.string() })).default([]),
  }),
  simulate(world) {
    const dashboard = createDashboard(world);
    const messaging = createMessaging(world, dashboard.isImported);
    return {
      apis: [dashboard.api, messaging.api],
      seed: (seed) => {
        dashboard.seed(seed.imported);
        messaging.seed(seed);
      },
      change: messaging.change,
      settle: dashboard.settle,
      deliverInbound: messaging.deliverInbound,
    };
  },
});
