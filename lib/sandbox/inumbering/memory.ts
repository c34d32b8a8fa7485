import { type Effect } from "../core/ledger";
import { Memory } from "../core/memory";
import { Stock } from "./stock";

/** Times are epoch milliseconds; `listedAt` null means never. Numbers are ten digits. */
export interface OwnedNumber {
  route: number;
  listedAt: number | null;
}
export interface Assignment {
  campaign: string;
  from: number;
}
export interface OrderLine {
  number: string;
  route: number;
  listedAt: number | null;
}

export type InumberingEvent =
  | { kind: "order"; reference: string; orderId: string; lines: OrderLine[] }
  | { kind: "release"; numbers: string[] }
  /** `from`: when it is ready; absent in journals of older releases, which had no delay. */
  | { kind: "brand"; id: string; name: string; from?: number }
  | { kind: "campaign"; id: string; brandId: string; from?: number }
  | {
      kind: "assign";
      orderId: number;
      reference: string | null;
      lines: { number: string; campaign: string }[];
      from: number;
    }
  /** Nobody has requested these two. */
  | { kind: "left"; numbers: string[] }
  | { kind: "moved"; numbers: string[]; campaign: string | null; from: number }
  | {
      kind: "seed";
      lines: OrderLine[];
      brands: { id: string; name: string }[];
      campaigns: { id: string; brandId: string }[];
    };

export class InumberingMemory extends Memory<InumberingEvent> {
  readonly name = "inumbering";
  readonly stock = new Stock();
  readonly owned = new Map<string, OwnedNumber>();
  /** Brand id to name, campaign id to brand id. */
  readonly brands = new Map<string, string>();
  readonly campaigns = new Map<string, string>();
  /** Brand or campaign id to when it is ready, which snapshots of older releases do not have. */
  readonly readyFrom = new Map<string, number>();
  readonly assignments = new Map<string, Assignment>();
  readonly references = new Set<string>();
  private readonly released = new Set<string>();
  lastOrderId = FIRST_ORDER_ID;

  apply(event: InumberingEvent): void {
    switch (event.kind) {
      case "order":
        this.references.add(event.reference);
        event.lines.forEach((line) => this.own(line));
        return;
      case "moved": {
        const { campaign, from } = event;
        for (const number of event.numbers)
          if (campaign === null) this.assignments.delete(number);
          else this.assignments.set(number, { campaign, from });
        return;
      }
      case "left":
      case "release":
        for (const number of event.numbers) {
          this.owned.delete(number);
          this.assignments.delete(number);
          this.stock.giveBack(number);
          this.released.add(number);
        }
        return;
      case "brand":
        this.brands.set(event.id, event.name);
        this.readyFrom.set(event.id, event.from ?? 0);
        return;
      case "campaign":
        this.campaigns.set(event.id, event.brandId);
        this.readyFrom.set(event.id, event.from ?? 0);
        return;
      case "assign":
        this.lastOrderId = event.orderId;
        for (const { number, campaign } of event.lines) this.assignments.set(number, { campaign, from: event.from });
        return;
      case "seed":
        event.lines.forEach((line) => this.own(line));
        for (const { id, name } of event.brands) this.brands.set(id, name);
        for (const { id, brandId } of event.campaigns) this.campaigns.set(id, brandId);
    }
  }

  private own({ number, route, listedAt }: OrderLine): void {
    this.stock.take(number);
    this.released.delete(number);
    this.owned.set(number, { route, listedAt });
  }

  override effectsOf(event: InumberingEvent): Effect[] {
    switch (event.kind) {
      case "order": {
        const { reference, orderId, lines } = event;
        const detail = { reference, orderId };
        const purchases = lines.map(({ number }) => ({ kind: "purchase", number, detail }) as const);
        return [{ kind: "order", reference, detail: { orderId, numbers: lines.length } }, ...purchases];
      }
      case "release":
        return event.numbers.map((number) => ({ kind: "release", number }));
      case "brand":
        return [{ kind: "brand.add", reference: event.id, detail: { name: event.name } }];
      case "campaign":
        return [{ kind: "campaign.add", reference: event.id, detail: { brandId: event.brandId } }];
      case "assign":
        return event.lines.map(({ number, campaign }) => ({
          kind: "campaign.assign",
          number,
          detail: { campaign, orderId: event.orderId },
        }));
      default:
        return [];
    }
  }

  override dump() {
    return { ...super.dump(), lastOrderId: [this.lastOrderId] };
  }

  override load(dump: Record<string, unknown[]>): void {
    super.load(dump);
    for (const number of this.released) this.stock.giveBack(number);
    for (const number of this.owned.keys()) this.stock.take(number);
    this.lastOrderId = Number(dump.lastOrderId);
  }

  override clear(): void {
    super.clear();
    this.stock.reset();
    this.lastOrderId = FIRST_ORDER_ID;
  }
}

const FIRST_ORDER_ID = 12_345_677;
