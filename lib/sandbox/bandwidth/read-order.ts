import { isNanp, isRecord } from "../core/exchange";
import { type BandwidthWorld } from "./settings";
import { credentials } from "./credentials";
import { type BandwidthMemory } from "./memory";
import { textOf } from "./error-texts";
import { type ExternalOrder, type OrderAction } from "./external-order";
import { readXml } from "./xml";

export type OrderRequest = Pick<
  ExternalOrder,
  "customerOrderId" | "siteId" | "sipPeerId" | "action" | "loaType" | "numbers"
>;
export interface Refusal {
  code: string;
  text: string;
}

/** An order as posted, or the synchronous refusal (400). Both spellings of the reference are read. */
export function readOrder(body: string, world: BandwidthWorld, memory: BandwidthMemory): OrderRequest | Refusal {
  const document = readXml(body)?.ExternalTnsOrder;
  if (!isRecord(document)) return refuse("1019");
  const { bandwidth } = world.settings;

  const action = textAt(document, "Action");
  if (!isAction(action)) return refuse(String(bandwidth.actionErrorCode));
  const customerOrderId = textAt(document, "CustomerOrderID") || textAt(document, "CustomerOrderId");
  if (!/^[A-Za-z0-9 -]{1,40}$/.test(customerOrderId)) return refuse("5052");
  const siteId = textAt(document, "SiteId");
  if (siteId === "") return refuse("5022");
  if (siteId !== credentials.siteId) return refuse("5016");
  const sipPeerId = textAt(document, "SipPeerId");
  if (sipPeerId !== "" && sipPeerId !== credentials.sipPeerId) return refuse("5023");
  const loaType = textAt(document, "LoaType");
  if (!/^(CARRIER|SUBSCRIBER)?$/.test(loaType)) return refuse("25110");
  if (loaType !== "" && action === "REMOVE") return refuse("25020");

  const numbers = listNumbers(document.TelephoneNumbers);
  const refused = refuseNumbers(numbers, world);
  if (refused) return refused;
  const isReused = [...memory.orders.values()].some((order) => order.customerOrderId === customerOrderId);
  if (isReused && bandwidth.reuseCustomerOrderId === "reject")
    return { code: "1015", text: `Entry for ${customerOrderId} already exists` };
  return { customerOrderId, siteId, sipPeerId: sipPeerId || null, action, loaType: loaType || "CARRIER", numbers };
}

export function isRefusal(value: OrderRequest | Refusal): value is Refusal {
  return "code" in value;
}

function refuseNumbers(numbers: string[], world: BandwidthWorld): Refusal | null {
  const { maxNumbers, duplicateNumbers, invalidNumbers } = world.settings.bandwidth;
  if (numbers.length === 0) return refuse("5077");
  if (numbers.length > maxNumbers)
    return { code: "5095", text: `The count of telephone numbers in order exceeds the maximum size of ${maxNumbers}` };
  if (duplicateNumbers === "reject" && new Set(numbers).size < numbers.length) return refuse("5093");
  return invalidNumbers === "reject" && !numbers.every(isNanp) ? refuse("5070") : null;
}

function listNumbers(container: unknown): string[] {
  const listed = isRecord(container) ? container.TelephoneNumber : undefined;
  return Array.isArray(listed) ? listed.map((number) => String(number).trim()).filter((number) => number !== "") : [];
}

function textAt(document: Record<string, unknown>, name: string): string {
  const value = document[name];
  return typeof value === "string" ? value.trim() : "";
}

function isAction(text: string): text is OrderAction {
  return text === "IMPORT" || text === "REMOVE";
}

function refuse(code: string): Refusal {
  return { code, text: textOf(code) };
}
