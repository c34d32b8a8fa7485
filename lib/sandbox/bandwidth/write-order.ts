import { type BandwidthWorld } from "./settings";
import { credentials } from "./credentials";
import { type ExternalOrder, modifiedAt, type NumberError, statusOf } from "./external-order";

type Node = Record<string, unknown>;

/** The answer to the POST, without its root: the page's nesting, or the published specification's flat one. */
export function writeCreated(order: ExternalOrder, world: BandwidthWorld, now: number): Node {
  if (world.settings.bandwidth.shape === "page") return writePage(order, world, now);
  return { ExternalTnsOrder: writeFlat(order, world, now) };
}

/** The whole document of a GET by id. */
export function writeRead(order: ExternalOrder, world: BandwidthWorld, now: number): Node {
  const { shape } = world.settings.bandwidth;
  if (shape === "page") return { ExternalTnsOrder: writePage(order, world, now) };
  const flat = { ExternalTnsOrder: writeFlat(order, world, now) };
  return shape === "spec" ? flat : { ExternalTnsOrderResponse: flat };
}

export function writeListed(order: ExternalOrder, world: BandwidthWorld, now: number): Node {
  return world.settings.bandwidth.listShape === "page" ? writePage(order, world, now) : writeFlat(order, world, now);
}

function writePage(order: ExternalOrder, world: BandwidthWorld, now: number): Node {
  const errors = order.settlement?.errors ?? [];
  return {
    ...writeHead(order, world),
    OrderId: order.orderId,
    ProcessingStatus: statusOf(order, now),
    Order: {
      CustomerOrderID: order.customerOrderId,
      SiteId: order.siteId,
      ...writePeer(order),
      Action: order.action,
      TelephoneNumbers: writeNumbers(order, world),
    },
    ...(errors.length > 0 && { Errors: writeErrors(errors) }),
  };
}

function writeFlat(order: ExternalOrder, world: BandwidthWorld, now: number): Node {
  return {
    CustomerOrderId: order.customerOrderId,
    ...writeHead(order, world),
    OrderId: order.orderId,
    LastModifiedDate: new Date(modifiedAt(order, now)).toISOString(),
    SiteId: order.siteId,
    ...writePeer(order),
    TelephoneNumbers: writeNumbers(order, world),
    Action: order.action,
    LoaType: order.loaType,
    ProcessingStatus: statusOf(order, now),
    Errors: writeErrors(order.settlement?.errors ?? []),
  };
}

function writeHead(order: ExternalOrder, world: BandwidthWorld): Node {
  const blank = world.settings.bandwidth.blankBeforeDate ? " " : "";
  return {
    OrderCreateDate: blank + new Date(order.createdAt).toISOString(),
    AccountId: credentials.accountId,
    CreatedByUser: order.user,
  };
}

function writePeer(order: ExternalOrder): Node {
  return order.sipPeerId === null ? {} : { SipPeerId: order.sipPeerId };
}

/** The page keeps failing numbers in the list, the specification drops them: a setting. Unmentioned ones always go. */
function writeNumbers(order: ExternalOrder, world: BandwidthWorld): Node | string {
  const { settlement } = order;
  const failing = new Set(settlement?.errors.map(({ number }) => number));
  const done = new Set(settlement?.done);
  const { keepFailingNumbers } = world.settings.bandwidth;
  const shown = settlement
    ? order.numbers.filter((number) => done.has(number) || (keepFailingNumbers && failing.has(number)))
    : order.numbers;
  return shown.length === 0 ? "" : { TelephoneNumber: shown };
}

function writeErrors(errors: NumberError[]): Node | string {
  if (errors.length === 0) return "";
  const groups = new Map<string, NumberError[]>();
  for (const error of errors) {
    const key = `${error.code} ${error.text}`;
    const group = groups.get(key);
    if (group) group.push(error);
    else groups.set(key, [error]);
  }
  return {
    Error: [...groups.values()].map((group) => ({
      Code: group[0]?.code,
      Description: group[0]?.text,
      TelephoneNumbers: { TelephoneNumber: group.map(({ number }) => number) },
    })),
  };
}
