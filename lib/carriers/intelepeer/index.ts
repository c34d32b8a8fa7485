import { phoneNumber } from "@/lib/domain/phone-number";
import { type Carrier, defineCarrier } from "../carrier";
import type { CarrierHttp } from "../http";
import { createCallbacks } from "./callbacks";
import { createClient, GROUP, toCallError } from "./client";
import { describeIntelepeerError } from "./errors";
import { intelepeerSettings, type IntelepeerSettings } from "./settings";
import { createSmsProgram, readSms } from "./sms-program";
import { createWebhookProgram, readWebhook } from "./webhook-program";

/** 555-01XX is reserved for fiction, so the probe learns only about our credentials. */
const PROBE_NUMBER = phoneNumber.parse("+12015550100");

export const intelepeer = defineCarrier({
  id: "intelepeer",
  label: "IntelePeer",
  mark: { monogram: "IP", hue: 205 },
  settings: intelepeerSettings,
  secrets: ["INTELEPEER_TOKEN", "INTELEPEER_PASSWORD", "INTELEPEER_CALLBACK_SIGNATURE"],
  userNames: ["INTELEPEER_USERNAME"],
  credentials: [
    "INTELEPEER_TOKEN",
    "INTELEPEER_AUTH_URL",
    "INTELEPEER_USERNAME",
    "INTELEPEER_PASSWORD",
    "INTELEPEER_CALLBACK_SIGNATURE",
  ],
  endpointGroups: { [GROUP]: { label: "All calls", perSecond: 10, burst: 1 } },
  capabilities: ["sms-enable", "sms-disable", "webhook-set"],
  notes: {
    "sms-enable":
      "Usually takes minutes. Toll-free numbers from another RespOrg, and numbers used for SMS in another service, may take longer.",
    "sms-disable": "Possible only if SMS is on (state “provisioned”).",
    "webhook-set": "Inbound messages go to this address instead of IntelePeer's own platform. SMS must be on.",
  },
  describeError: describeIntelepeerError,
  connect: openIntelepeer,
});

function openIntelepeer(settings: IntelepeerSettings, http: CarrierHttp): Carrier {
  const client = createClient(settings, http);
  return {
    programs: {
      "sms-enable": createSmsProgram(client, "on"),
      "sms-disable": createSmsProgram(client, "off"),
      "webhook-set": createWebhookProgram(client),
    },
    callbacks: createCallbacks(settings),
    readNumbers: (numbers) => readSms(client, numbers, { aim: "on", step: "settle" }),
    readWebhook: (number) => readWebhook(client, number),
    async probe() {
      const query = `endpoint=${encodeURIComponent(PROBE_NUMBER)}`;
      const reply = await client.call({ method: "GET", path: `/my/did/sms/provision?${query}`, isRead: true });
      if (reply.status >= 400 && reply.status !== 404 && reply.status !== 400) throw toCallError(reply);
    },
  };
}
