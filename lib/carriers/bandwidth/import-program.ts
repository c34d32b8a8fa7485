import { z } from "zod";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import {
  CarrierError,
  type Finding,
  type OrderProgram,
  type ReadAnswer,
  type ReadInput,
  requireDocumented,
  toUndocumented,
} from "../carrier";
import { decodeXml } from "../decode";
import { type Dashboard, DASHBOARD_GROUP, readRefusal, toDashboardError } from "./dashboard";
import { describeBandwidthError } from "./errors";
import { type Action, isOrderStatus, listElements, toOrderReadings, toRefusedOrder } from "./mapper";
import type { BandwidthSettings } from "./settings";
import { answerDocument, LISTS, type OrderDocument } from "./wire-xml";
import { buildXml } from "./xml";

/** Within the carrier's character set, without spaces. Unique, at most 40 characters. */
const REFERENCE = /^[A-Za-z0-9-]{1,40}$/;
/** 408, 409 and 425 leave the order's fate open; a read by its reference settles it. */
const OPEN_STATUSES = new Set([408, 409, 425]);

/** `registerWith`: the application to register confirmed numbers with next, in an order of its own. */
const importParams = z.object({ registerWith: z.string().trim().min(1).max(100).optional() });

export function createImportProgram(
  dashboard: Dashboard,
  settings: Pick<BandwidthSettings, "BANDWIDTH_SITE_ID" | "BANDWIDTH_SIP_PEER_ID">,
  action: Action,
): OrderProgram {
  const buildOrder = (reference: string, numbers: readonly PhoneNumber[]) =>
    buildXml({
      ExternalTnsOrder: {
        CustomerOrderID: reference,
        SiteId: settings.BANDWIDTH_SITE_ID ?? "",
        ...(settings.BANDWIDTH_SIP_PEER_ID !== undefined && { SipPeerId: settings.BANDWIDTH_SIP_PEER_ID }),
        Action: action,
        TelephoneNumbers: { TelephoneNumber: numbers.map(toTenDigits) },
      },
    });

  return {
    group: DASHBOARD_GROUP,
    writeSize: 5_000,
    readSize: 5_000,
    requiresPrecheck: false,
    pollDelays: [2, 4, 8, 15, 30, 60, 120],
    maxWaitSeconds: 7 * 86_400,
    absentReadsToResend: 2,
    expectedWithin: 7_200,
    params: action === "IMPORT" ? importParams : z.object({}),

    async write({ numbers, reference }) {
      if (!REFERENCE.test(reference))
        throw new CarrierError("rejected", `The reference “${reference}” cannot be used as a CustomerOrderID.`);
      const reply = await dashboard.postOrder(buildOrder(reference, numbers));
      if (reply.status === 401 || reply.status === 403) throw await toDashboardError(reply);
      if (OPEN_STATUSES.has(reply.status)) {
        const message =
          (await readRefusal(reply)).errors.map((error) => error.text).join(" ") ||
          `The carrier responded with HTTP ${reply.status}.`;
        return { outcomes: new Map(), rest: { type: "unclear", code: String(reply.status), message } };
      }
      if (reply.status >= 400) {
        const refusal = await readRefusal(reply);
        const open = refusal.errors.find(({ code, text }) => describeBandwidthError(code ?? "", text)?.mayHaveHappened);
        if (!open) return toRefusedOrder(refusal, reply.status, numbers);
        return { outcomes: new Map(), rest: { type: "unclear", code: open.code ?? undefined, message: open.text } };
      }
      const answer = await decodeXml(answerDocument, reply, { isWrite: true, lists: LISTS });
      // An error in the carrier's own format is its rejection, with any HTTP status.
      if (!answer.order && answer.errors.some(({ code, text }) => code !== null && text !== ""))
        return toRefusedOrder(answer, reply.status, numbers);
      requireDocumented(reply, { statuses: [201], type: "xml" });
      if (!answer.order)
        throw toUndocumented(reply, "The carrier's response contains neither an order nor an error code.");
      const { orderId, status } = answer.order;
      const unrequested = listElements(answer.unread);
      if (!isOrderStatus(status))
        throw toUndocumented(reply, `The carrier's response has the status “${status.slice(0, 40)}”.`);
      if (answer.order.reference !== reference)
        throw toUndocumented(reply, `The carrier's response is about another order, not our ${reference}.`);
      return {
        externalId: orderId,
        outcomes: new Map(),
        ...(unrequested.length > 0 && { unrequested }),
        rest: {
          type: "accepted",
          facts: action === "IMPORT" ? { importState: "requested" } : undefined,
          raw: { OrderId: orderId, ProcessingStatus: status },
        },
      };
    },

    async read(input) {
      const order = await findOrder(dashboard, input);
      if (!order) return reportMissing(input);
      const { readings, unrequested } = toOrderReadings(order, input, action);
      return { readings, externalId: order.orderId, ...(unrequested.length > 0 && { unrequested }) };
    },
  };
}

/** By the carrier's order ID if we have it, else by our reference through the list. */
async function findOrder(dashboard: Dashboard, { externalId, reference }: ReadInput): Promise<OrderDocument | null> {
  const known = externalId === undefined ? null : await dashboard.findOrder(externalId, reference);
  if (known || reference === undefined) return known;
  const orders = await dashboard.listOrders(reference);
  const [oldest] = orders.sort((a, b) => (a.createdAt ?? "").localeCompare(b.createdAt ?? ""));
  return oldest ? ((await dashboard.findOrder(oldest.orderId, reference)) ?? oldest) : null;
}

/** No order with our reference means that nothing happened; if we already have an order ID, it is just not shown now. */
function reportMissing({ numbers, externalId, reference, step }: ReadInput): ReadAnswer {
  const isProof = externalId === undefined && reference !== undefined && step !== "poll";
  const finding: Finding = isProof ? "absent" : "unseen";
  const message = isProof
    ? `The carrier has no order with CustomerOrderID ${reference}.`
    : "The carrier does not show the order.";
  return { readings: numbers.map((number) => ({ number, finding, message })) };
}
