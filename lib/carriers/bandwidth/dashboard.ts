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

    /** Null if the carrier has no such order (404 in the carrier's own format). */
    async findOrder(orderId: string): Promise<OrderDocument | null> {
      const reply = await get(`${orders}/${encodeURIComponent(orderId)}`);
      if (reply.status === 404) return readAbsence(reply);
      if (reply.status >= 400) throw await toDashboardError(reply);
      const { order, errors } = await decodeXml(answerDocument, reply, { isWrite: false, lists: LISTS });
      if (order) return order;
      throw toRefusal(errors, reply);
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
      const own = answers.flatMap(({ order, errors }) => {
        if (!order) throw toRefusal(errors, reply);
        // The list may match more loosely than requested.
        return order.reference === null || order.reference === reference ? [order] : [];
      });
      if (own.length > 0 || oddCount === 0) return own;
      throw new CarrierError("bad_response", "An entry in the carrier's list of orders could not be read.", {
        status: reply.status,
        callId: reply.callId,
      });
    },
  };
}

/** A 404 means "none" only in the carrier's own format; a proxy's page says nothing about orders. */
async function readAbsence(reply: CarrierReply): Promise<null> {
  await decodeXml(answerDocument, reply, { isWrite: false, lists: LISTS });
  return null;
}

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
