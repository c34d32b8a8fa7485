import { z } from "zod";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { CarrierError, type Finding, type OrderProgram, type ReadAnswer, type ReadInput } from "../carrier";
import { decodeXml } from "../decode";
import { type Dashboard, DASHBOARD_GROUP, readErrors, toDashboardError } from "./dashboard";
import { describeBandwidthError } from "./errors";
import { type Action, toOrderReadings, toRefusedOrder } from "./mapper";
import type { BandwidthSettings } from "./settings";
import { answerDocument, LISTS, type OrderDocument } from "./wire-xml";
import { buildXml } from "./xml";

/** Ours goes beyond the carrier's own set by nothing and leaves out the blank. Settled reading: unique, at most 40 characters. */
const REFERENCE = /^[A-Za-z0-9-]{1,40}$/;
/** 408 and 409 leave open what became of the order; a reading by its reference tells. */
const OPEN_STATUSES = new Set([408, 409, 425]);

/** `registerWith`: the application to which confirmed numbers are registered next, by an order of its own. */
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
    isChecked: false,
    pollDelays: [2, 4, 8, 15, 30, 60, 120],
    patience: 7 * 86_400,
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
          (await readErrors(reply)).map((error) => error.text).join(" ") ||
          `The carrier answered HTTP ${reply.status}.`;
        return { outcomes: new Map(), rest: { is: "unclear", code: String(reply.status), message } };
      }
      if (reply.status >= 400) {
        const errors = await readErrors(reply);
        const open = errors.find(({ code, text }) => describeBandwidthError(code ?? "", text)?.mayHaveHappened);
        if (!open) return toRefusedOrder(errors, reply.status, numbers);
        return { outcomes: new Map(), rest: { is: "unclear", code: open.code ?? undefined, message: open.text } };
      }
      const answer = await decodeXml(answerDocument, reply, { isWrite: true, lists: LISTS });
      if (!answer.order) return toRefusedOrder(answer.errors, reply.status, numbers);
      const { orderId, status } = answer.order;
      return {
        externalId: orderId,
        outcomes: new Map(),
        rest: {
          is: "accepted",
          facts: action === "IMPORT" ? { importState: "requested" } : undefined,
          raw: { OrderId: orderId, ProcessingStatus: status },
        },
      };
    },

    async read(input) {
      const order = await findOrder(dashboard, input);
      if (!order) return reportMissing(input);
      const { readings, strangers } = toOrderReadings(order, input.numbers, action);
      return { readings, externalId: order.orderId, ...(strangers.length > 0 && { strangers }) };
    },
  };
}

/** By the carrier's handle where we have it, else by our reference; the list's entry is only the way to the order itself. */
async function findOrder(dashboard: Dashboard, { externalId, reference }: ReadInput): Promise<OrderDocument | null> {
  const known = externalId === undefined ? null : await dashboard.findOrder(externalId);
  if (known || reference === undefined) return known;
  const orders = await dashboard.listOrders(reference);
  const [oldest] = orders.sort((a, b) => (a.createdAt ?? "").localeCompare(b.createdAt ?? ""));
  return oldest ? ((await dashboard.findOrder(oldest.orderId)) ?? oldest) : null;
}

/** No order under our reference: nothing has happened. But where the carrier gave us a handle before, it merely does not show it now. */
function reportMissing({ numbers, externalId, reference, step }: ReadInput): ReadAnswer {
  const isProof = externalId === undefined && reference !== undefined && step !== "poll";
  const finding: Finding = isProof ? "absent" : "unseen";
  const message = isProof
    ? `The carrier has no order with the CustomerOrderID ${reference}.`
    : "The carrier does not show the order.";
  return { readings: numbers.map((number) => ({ number, finding, message })) };
}
