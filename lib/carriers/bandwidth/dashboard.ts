import { CarrierError, trimSlashes } from "../carrier";
import { decodeXml } from "../decode";
import type { CarrierHttp, CarrierReply } from "../http";
import { type BandwidthSettings, readDashboardAccess, toBasic } from "./settings";
import { type Answer, answerDocument, LISTS, type OrderDocument, ordersDocument, type WireError } from "./wire-xml";

export const DASHBOARD_GROUP = "dashboard";

export type Dashboard = ReturnType<typeof createDashboard>;

/** The dashboard's XML API. Page "How to Import Bandwidth Numbers", steps 1 and 2. */
export function createDashboard(settings: BandwidthSettings, http: CarrierHttp) {
  const { accountId, userName, password } = readDashboardAccess(settings);
  const orders = `${trimSlashes(settings.BANDWIDTH_DASHBOARD_URL)}/accounts/${encodeURIComponent(accountId)}/externalTns`;
  const authorization = toBasic(userName, password);

  const get = (url: string) =>
    http.send({
      group: DASHBOARD_GROUP,
      method: "GET",
      url,
      headers: { authorization, accept: "application/xml" },
      isRead: true,
    });

  return {
    postOrder: (body: string) =>
      http.send({
        group: DASHBOARD_GROUP,
        method: "POST",
        url: orders,
        headers: { authorization, accept: "application/xml", "content-type": "application/xml; charset=utf-8" },
        body,
        isRead: false,
      }),

    /** Null if the carrier has no such order (404 in the carrier's own format). Throws `bad_response` for another order's document. */
    async findOrder(orderId: string, reference?: string): Promise<OrderDocument | null> {
      const reply = await get(`${orders}/${encodeURIComponent(orderId)}`);
      if (reply.status === 404) return readAbsence(reply);
      if (reply.status >= 400) throw await toDashboardError(reply);
      const { order, errors } = await decodeXml(answerDocument, reply, { isWrite: false, lists: LISTS });
      if (!order) throw toRefusal(errors, reply);
      const isOther = reference !== undefined && order.reference !== null && order.reference !== reference;
      if (order.orderId !== orderId || isOther)
        throw toUnusable(reply, `The carrier's response is not about ${orderId}.`);
      return order;
    },

    /** Orders with our reference; this carrier responds 404 if there are none. */
    async listOrders(reference: string): Promise<OrderDocument[]> {
      const reply = await get(`${orders}?customerOrderId=${encodeURIComponent(reference)}`);
      if (reply.status === 404) {
        await readAbsence(reply);
        return [];
      }
      if (reply.status >= 400) throw await toDashboardError(reply);
      const { answers, oddCount } = await decodeXml(ordersDocument, reply, { isWrite: false, lists: LISTS });
      const listed = answers.map(({ order, errors }) => {
        if (!order) throw toRefusal(errors, reply);
        return order;
      });
      // The list may match more loosely than requested.
      const own = listed.filter((order) => order.reference === reference);
      const isProof = oddCount === 0 && listed.every((order) => order.reference !== null);
      if (own.length > 0 || isProof) return own;
      throw toUnusable(reply, "An entry in the carrier's list of orders could not be read.");
    },
  };
}

const IS_NONE = /not exist|not (be )?found|no (such|match)/i;

/** A 404 means "none" only where the carrier's text says so; a proxy's page, another error or an order does not. */
async function readAbsence(reply: CarrierReply): Promise<null> {
  const { order, errors } = await decodeXml(answerDocument, reply, { isWrite: false, lists: LISTS });
  if (order || !errors.every(({ code, text }) => code === null || IS_NONE.test(text)))
    throw toUnusable(reply, "The carrier responded with 404, but not that there is no such order.");
  return null;
}

const toUnusable = ({ status, callId }: CarrierReply, message: string) =>
  new CarrierError("bad_response", message, { status, callId });

/** All errors of a rejection in any of the five envelopes; empty if the body has none. */
export async function readRefusal(reply: CarrierReply): Promise<Pick<Answer, "errors" | "unread">> {
  try {
    return await decodeXml(answerDocument, reply, { isWrite: false, lists: LISTS });
  } catch {
    return { errors: [], unread: [] };
  }
}

export const toDashboardError = async (reply: CarrierReply) => toRefusal((await readRefusal(reply)).errors, reply);

function toRefusal(errors: readonly WireError[], { status, callId }: CarrierReply) {
  const fault = status === 401 || status === 403 ? "auth" : status === 404 ? "not_found" : "rejected";
  const text = errors.map((error) => error.text).filter((text) => text !== "");
  return new CarrierError(fault, text.join(" ") || `The carrier responded with HTTP ${status}.`, {
    status,
    carrierCode: errors[0]?.code ?? String(status),
    callId,
  });
}
