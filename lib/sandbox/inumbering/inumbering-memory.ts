import { type StateModule } from "../core/journal";
import { type Effect } from "../core/ledger";
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
  /** `from`: when it counts; absent in journals of older releases, which had no delay. */
  | { kind: "brand"; id: string; name: string; from?: number }
  | { kind: "campaign"; id: string; brandId: string; from?: number }
  | {
      kind: "assign";
      orderId: number;
      reference: string | null;
      lines: { number: string; campaign: string }[];
      from: number;
    }
  | {
      kind: "seed";
      lines: OrderLine[];
      brands: { id: string; name: string }[];
      campaigns: { id: string; brandId: string }[];
    };

interface Dump {
  owned: [string, OwnedNumber][];
  brands: [string, string][];
  campaigns: [string, string][];
  ripeFrom?: [string, number][];
  assignments: [string, Assignment][];
  references: string[];
  released: string[];
  lastOrderId: number;
}

export class InumberingMemory implements StateModule<InumberingEvent, Dump> {
  readonly name = "inumbering";
  readonly stock = new Stock();
  readonly owned = new Map<string, OwnedNumber>();
  /** Brand id to name, campaign id to brand id. */
  readonly brands = new Map<string, string>();
  readonly campaigns = new Map<string, string>();
  /** Brand or campaign id to when it counts. */
  readonly ripeFrom = new Map<string, number>();
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
        this.ripeFrom.set(event.id, event.from ?? 0);
        return;
      case "campaign":
        this.campaigns.set(event.id, event.brandId);
        this.ripeFrom.set(event.id, event.from ?? 0);
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

  effectsOf(event: InumberingEvent): Effect[] {
    const carrier = "inumbering";
    switch (event.kind) {
      case "order": {
        const { reference, orderId, lines } = event;
        const detail = { reference, orderId };
        const purchases = lines.map(({ number }) => ({ carrier, kind: "purchase", number, detail }) as const);
        return [{ carrier, kind: "order", reference, detail: { orderId, numbers: lines.length } }, ...purchases];
      }
      case "release":
        return event.numbers.map((number) => ({ carrier, kind: "release", number }));
      case "brand":
        return [{ carrier, kind: "brand.add", reference: event.id, detail: { name: event.name } }];
      case "campaign":
        return [{ carrier, kind: "campaign.add", reference: event.id, detail: { brandId: event.brandId } }];
      case "assign":
        return event.lines.map(({ number, campaign }) => ({
          carrier,
          kind: "campaign.assign",
          number,
          detail: { campaign, orderId: event.orderId },
        }));
      default:
        return [];
    }
  }

  dump(): Dump {
    return {
      owned: [...this.owned],
      brands: [...this.brands],
      campaigns: [...this.campaigns],
      ripeFrom: [...this.ripeFrom],
      assignments: [...this.assignments],
      references: [...this.references],
      released: [...this.released],
      lastOrderId: this.lastOrderId,
    };
  }

  load(dump: Dump): void {
    this.clear();
    for (const number of dump.released) this.stock.giveBack(number);
    for (const [number, { route, listedAt }] of dump.owned) this.own({ number, route, listedAt });
    for (const number of dump.released) this.released.add(number);
    for (const [id, name] of dump.brands) this.brands.set(id, name);
    for (const [id, brandId] of dump.campaigns) this.campaigns.set(id, brandId);
    for (const [id, from] of dump.ripeFrom ?? []) this.ripeFrom.set(id, from);
    for (const [number, assignment] of dump.assignments) this.assignments.set(number, assignment);
    for (const reference of dump.references) this.references.add(reference);
    this.lastOrderId = dump.lastOrderId;
  }

  clear(): void {
    this.stock.reset();
    for (const part of [
      this.owned,
      this.brands,
      this.campaigns,
      this.ripeFrom,
      this.assignments,
      this.references,
      this.released,
    ])
      part.clear();
    this.lastOrderId = FIRST_ORDER_ID;
  }
}

const FIRST_ORDER_ID = 12_345_677;
