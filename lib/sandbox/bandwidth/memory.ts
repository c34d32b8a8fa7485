import { type Effect } from "../core/ledger";
import { Memory } from "../core/memory";
import { type ExternalOrder, type Settlement } from "./external-order";

export type BandwidthEvent =
  | { kind: "order"; order: ExternalOrder }
  | { kind: "settled"; orderId: string; settlement: Settlement }
  | { kind: "seed"; imported: string[] };

export class BandwidthMemory extends Memory<BandwidthEvent> {
  readonly name = "bandwidth";
  /** In the order of their acceptance. */
  readonly orders = new Map<string, ExternalOrder>();
  readonly pending = new Set<string>();
  readonly imported = new Set<string>();

  apply(event: BandwidthEvent): void {
    if (event.kind === "order") {
      this.orders.set(event.order.orderId, { ...event.order });
      this.pending.add(event.order.orderId);
    } else if (event.kind === "settled") {
      const order = this.orders.get(event.orderId);
      if (!order) return;
      order.settlement = event.settlement;
      this.pending.delete(event.orderId);
      for (const number of event.settlement.done)
        if (order.action === "IMPORT") this.imported.add(number);
        else this.imported.delete(number);
    } else for (const number of event.imported) this.imported.add(number);
  }

  override effectsOf(event: BandwidthEvent): Effect[] {
    if (event.kind === "order") {
      const { action, customerOrderId, orderId, numbers } = event.order;
      const detail = { orderId, numbers: numbers.length };
      return [{ kind: `order.${action.toLowerCase()}`, reference: customerOrderId, detail }];
    }
    const order = event.kind === "settled" ? this.orders.get(event.orderId) : undefined;
    if (event.kind !== "settled" || !order) return [];
    const kind = order.action.toLowerCase();
    const detail = { orderId: order.orderId, customerOrderId: order.customerOrderId };
    return event.settlement.done.map((number) => ({ kind, number, detail }));
  }

  override load(dump: Record<string, unknown[]>): void {
    super.load(dump);
    for (const order of this.orders.values()) if (order.settlement === null) this.pending.add(order.orderId);
  }
}
