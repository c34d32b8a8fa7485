import { type StateModule } from "../core/journal";
import { type Effect } from "../core/ledger";
import { type ExternalOrder, type Settlement } from "./external-order";

export type BandwidthEvent =
  | { kind: "order"; order: ExternalOrder }
  | { kind: "settled"; orderId: string; settlement: Settlement }
  | { kind: "seed"; imported: string[] };

interface Dump {
  orders: ExternalOrder[];
  imported: string[];
}

export class BandwidthMemory implements StateModule<BandwidthEvent, Dump> {
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

  effectsOf(event: BandwidthEvent): Effect[] {
    const carrier = "bandwidth";
    if (event.kind === "order") {
      const { action, customerOrderId, orderId, numbers } = event.order;
      const detail = { orderId, numbers: numbers.length };
      return [{ carrier, kind: `order.${action.toLowerCase()}`, reference: customerOrderId, detail }];
    }
    const order = event.kind === "settled" ? this.orders.get(event.orderId) : undefined;
    if (event.kind !== "settled" || !order) return [];
    const kind = order.action.toLowerCase();
    const detail = { orderId: order.orderId, customerOrderId: order.customerOrderId };
    return event.settlement.done.map((number) => ({ carrier, kind, number, detail }));
  }

  dump(): Dump {
    return { orders: [...this.orders.values()], imported: [...this.imported] };
  }

  load(dump: Dump): void {
    this.clear();
    for (const order of dump.orders) {
      this.orders.set(order.orderId, order);
      if (order.settlement === null) this.pending.add(order.orderId);
    }
    for (const number of dump.imported) this.imported.add(number);
  }

  clear(): void {
    this.orders.clear();
    this.pending.clear();
    this.imported.clear();
  }
}
