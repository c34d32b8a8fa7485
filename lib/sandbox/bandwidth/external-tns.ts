import { randomUUID } from "node:crypto";
import { type Exchange, type Reply } from "../core/exchange";
import { credentials } from "./credentials";
import { type ExternalOrder, modifiedAt, statusOf } from "./external-order";
import { isRefusal, readOrder } from "./read-order";
import { type DashboardDeps, isSlow } from "./settle-orders";
import { writeCreated, writeListed, writeRead } from "./write-order";
import { replyXml, formatXmlError } from "./xml";

const MAX_LISTED = 1000;

/** POST externalTns: 201 with the order, or 400 with `ResponseStatus`. */
export function createOrder(exchange: Exchange, deps: DashboardDeps): Reply {
  const { world, memory, commit } = deps;
  const read = readOrder(exchange.body, world, memory);
  if (isRefusal(read)) return formatXmlError("ExternalTnsOrderResponse", { status: 400, ...read });
  const { receivedMs, processingMs, slowFactor } = world.settings.bandwidth;
  const order: ExternalOrder = {
    ...read,
    orderId: randomUUID(),
    user: credentials.username,
    createdAt: exchange.at,
    receivedMs,
    processingMs: processingMs * (isSlow(read, world) ? slowFactor : 1),
    settlement: null,
  };
  commit({ kind: "order", order });
  const location = `${exchange.origin}${exchange.fullPath}/${order.orderId}`;
  return replyXml(201, { ExternalTnsOrderResponse: writeCreated(order, world, exchange.at) }, { location });
}

/** GET externalTns/{orderId}; an unknown one is a 404 without an ErrorCode. */
export function readOrderById(orderId: string, exchange: Exchange, { world, memory }: DashboardDeps): Reply {
  const order = memory.orders.get(orderId);
  if (order) return replyXml(200, writeRead(order, world, exchange.at));
  return formatXmlError("ExternalTnsOrderResponse", {
    status: 404,
    text: "The resource does not exist",
    envelope: "response-status-no-code",
  });
}

/** GET externalTns with the documented filters, newest first, 1,000 at most; nothing found is a 404. */
export function listOrders(exchange: Exchange, { world, memory }: DashboardDeps): Reply {
  const found = [...memory.orders.values()].filter((order) => isListed(order, exchange)).reverse();
  if (found.length === 0)
    return formatXmlError("ExternalTnsOrders", {
      status: 404,
      text: "The resource does not exist",
      envelope: "response-status-no-code",
    });
  const listed = found.slice(0, MAX_LISTED).map((order) => writeListed(order, world, exchange.at));
  return replyXml(200, { ExternalTnsOrders: { TotalCount: found.length, ExternalTnsOrder: listed } });
}

function isListed(order: ExternalOrder, { query, at }: Exchange): boolean {
  const statuses = query.getAll("status");
  const isWanted = (name: string, isMatch: (value: string) => boolean) => {
    const value = query.get(name);
    return value === null || value === "" || isMatch(value);
  };
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return (
    (statuses.length === 0 || statuses.includes(statusOf(order, at))) &&
    isWanted("customerOrderId", (value) => order.customerOrderId === value) &&
    isWanted("tn", (value) => order.numbers.includes(value)) &&
    isWanted("orderIdFragment", (value) => order.orderId.startsWith(value)) &&
    isWanted("action", (value) => order.action === value.toUpperCase()) &&
    isWanted("loaType", (value) => value === "ALL" || order.loaType === value) &&
    isWanted("createdDateFrom", (value) => dayOf(order.createdAt) >= value) &&
    isWanted("createdDateTo", (value) => dayOf(order.createdAt) <= value) &&
    isWanted("modifiedDateFrom", (value) => dayOf(modifiedAt(order, at)) >= value) &&
    isWanted("modifiedDateTo", (value) => dayOf(modifiedAt(order, at)) <= value)
  );
}
