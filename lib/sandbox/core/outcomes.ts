import { z } from "zod";
import { type CarrierName, CARRIERS, toTenDigits } from "./exchange";
import { type StateModule } from "./journal";

const coded = z.strictObject({ code: z.union([z.string(), z.number()]).transform(String), text: z.string() });

/** What shall become of one number (or campaign) at one carrier: a word of the README's table, or a carrier's error. */
export const outcomeInput = z
  .strictObject({
    carrier: z.enum(CARRIERS),
    number: z.string().optional(),
    campaign: z.string().optional(),
    outcome: z.union([z.string().min(1), coded]),
  })
  .transform((input, context) => {
    const key = input.campaign ?? toTenDigits(input.number ?? "");
    if (key !== null) return { carrier: input.carrier, key, outcome: input.outcome };
    context.addIssue({ code: "custom", message: "Give a number of ten digits, or a campaign." });
    return z.NEVER;
  });

export type Outcome = string | { code: string; text: string };
export interface OutcomeRow {
  carrier: CarrierName;
  /** Ten digits, or a campaign's id. */
  key: string;
  outcome: Outcome;
}

export type OutcomeEvent = { set: OutcomeRow[] } | { drop: { carrier: CarrierName; key: string }[] | "all" };

export class OutcomeStore implements StateModule<OutcomeEvent, OutcomeRow[]> {
  readonly name = "outcomes";
  private readonly rows = new Map<string, OutcomeRow>();

  find(carrier: CarrierName, key: string): Outcome | null {
    return this.rows.get(`${carrier} ${key}`)?.outcome ?? null;
  }

  list(): OutcomeRow[] {
    return [...this.rows.values()];
  }

  apply(event: OutcomeEvent): void {
    if ("set" in event) for (const row of event.set) this.rows.set(`${row.carrier} ${row.key}`, row);
    else if (event.drop === "all") this.rows.clear();
    else for (const { carrier, key } of event.drop) this.rows.delete(`${carrier} ${key}`);
  }

  effectsOf(): [] {
    return [];
  }

  dump(): OutcomeRow[] {
    return this.list();
  }

  load(dump: OutcomeRow[]): void {
    this.clear();
    this.apply({ set: dump });
  }

  clear(): void {
    this.rows.clear();
  }
}
