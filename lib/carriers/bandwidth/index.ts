import { type Carrier, defineCarrier, type Reading } from "../carrier";
import type { CarrierHttp } from "../http";
import { createCallbacks } from "./callbacks";
import { createDashboard, DASHBOARD_GROUP } from "./dashboard";
import { describeBandwidthError } from "./errors";
import { createImportProgram } from "./import-program";
import { createMessaging } from "./messaging";
import {
  createMessagingClient,
  type MessagingClient,
  MESSAGING_GROUP,
  NUMBERS_GROUP,
  toMessagingError,
} from "./messaging-client";
import { createMessageTestProgram } from "./message-test-program";
import { createRegisterProgram, toReading } from "./register-program";
import { bandwidthSettings, type BandwidthSettings, readDashboardAccess, readMessagingAccess } from "./settings";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/** A reference that we never use, so the response is always 404. */
const PROBE_REFERENCE = "tandem-probe";

export const bandwidth = defineCarrier({
  id: "bandwidth",
  label: "Bandwidth",
  mark: { monogram: "BW", hue: 115 },
  settings: bandwidthSettings,
  secrets: ["BANDWIDTH_PASSWORD", "BANDWIDTH_API_TOKEN", "BANDWIDTH_API_SECRET", "BANDWIDTH_CALLBACK_PASSWORD"],
  userNames: ["BANDWIDTH_USERNAME", "BANDWIDTH_CALLBACK_USERNAME"],
  credentials: [
    "BANDWIDTH_ACCOUNT_ID",
    "BANDWIDTH_USERNAME",
    "BANDWIDTH_PASSWORD",
    "BANDWIDTH_USER_ID",
    "BANDWIDTH_API_TOKEN",
    "BANDWIDTH_API_SECRET",
    "BANDWIDTH_CALLBACK_PASSWORD",
  ],
  endpointGroups: {
    [DASHBOARD_GROUP]: { label: "Dashboard: import orders", perSecond: 5, burst: 1 },
    [NUMBERS_GROUP]: { label: "Messaging: number registration", perSecond: 100 / 60, burst: 1 },
    [MESSAGING_GROUP]: { label: "Messaging: applications and messages", perSecond: 1, burst: 1 },
  },
  capabilities: ["import", "remove", "register", "message-test", "messaging"],
  notes: {
    import:
      "Only for numbers from other carriers. Importing a number that is already in the account is not an error: it resets all of the number's attributes.",
    remove: "Removes external numbers from the account. They stay with their carrier.",
    "message-test": "One message per number, one per second. Each costs as much as a regular message.",
    register: "One call per number, 100 per minute. Import the numbers first.",
  },
  describeError: describeBandwidthError,
  connect: openBandwidth,
});

function openBandwidth(settings: BandwidthSettings, http: CarrierHttp): Carrier {
  const dashboard = createDashboard(settings, http);
  const access = readMessagingAccess(settings);
  const client = access && createMessagingClient(settings.BANDWIDTH_MESSAGING_URL, access, http);
  const callbacks = createCallbacks(settings);
  const messaging = client && createMessaging(client, callbacks.credentials);
  return {
    programs: {
      import: createImportProgram(dashboard, settings, "IMPORT"),
      remove: createImportProgram(dashboard, settings, "REMOVE"),
      ...(messaging && { "message-test": createMessageTestProgram(messaging) }),
      ...(client && { register: createRegisterProgram(client, readDashboardAccess(settings)) }),
    },
    callbacks,
    ...(client && messaging && { messaging, readNumbers: (numbers) => readNumbers(client, numbers) }),
    async probe() {
      await dashboard.listOrders(PROBE_REFERENCE);
      if (!client) return;
      const reply = await client.call({ group: MESSAGING_GROUP, method: "GET", path: "/applications?page=0&size=1" });
      if (reply.status >= 400) throw toMessagingError(reply);
    },
  };
}

/** Registration is the only documented state of a single number; an import's state is in its order. */
async function readNumbers(client: MessagingClient, numbers: readonly PhoneNumber[]): Promise<Reading[]> {
  const { items, oddCount } = await client.listRegistered();
  const registered = new Map(items.map((item) => [item.number, item]));
  return numbers.map((number) => {
    const found = registered.get(number);
    if (!found && oddCount > 0)
      return {
        number,
        finding: "unclear",
        message: "Not among the readable registered numbers; some entries in the list could not be read.",
      };
    if (!found) return { number, finding: "absent", facts: { registrationState: "none", applicationId: null } };
    return toReading(number, found);
  });
}
