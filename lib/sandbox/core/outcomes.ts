import { z } from "zod";
import { type SandboxDefinition } from "../sandbox";
import { describeFields, type Shape, toTenDigits } from "./fields";
import { type StateModule } from "./journal";

export type Outcome = string | { code: string; text: string };
export interface OutcomeRow {
  carrier: string;
  /** Ten digits, or a campaign's id. */
  key: string;
  outcome: Outcome;
}

/** One outcome that a number (or campaign) can be given. */
export interface OutcomeChoice {
  value: string;
  label: string;
  meaning: string;
  /** Absent: numbers. */
  target?: "campaigns";
  /** What a person adds, such as an error code, and the outcome that it makes. */
  detail?: { fields: Shape; read(values: Readonly<Record<string, string | undefined>>): Outcome; pattern: RegExp };
}

export type OutcomeEvent = { set: OutcomeRow[] } | { drop: { carrier: string; key: string }[] | "all" };

const coded = z.strictObject({ code: z.union([z.string(), z.number()]).transform(String), text: z.string() });

export class OutcomeStore implements StateModule<OutcomeEvent, OutcomeRow[]> {
  readonly name = "outcomes";
  private readonly rows = new Map<string, OutcomeRow>();

  constructor(private readonly definitions: readonly SandboxDefinition[]) {}

  find(carrier: string, key: string): Outcome | null {
    return this.rows.get(`${carrier} ${key}`)?.outcome ?? null;
  }

  list(): OutcomeRow[] {
    return [...this.rows.values()];
  }

  /** Rows `{ carrier, number | campaign, outcome }`, or `choice` and `values` in place of the outcome. Throws a ZodError. */
  read(inputs: unknown): OutcomeRow[] {
    const input = z
      .strictObject({
        carrier: z.enum(this.definitions.map(({ id }) => id)),
        number: z.string().optional(),
        campaign: z.string().optional(),
        outcome: z.union([z.string().min(1), coded]).optional(),
        choice: z.string().optional(),
        values: z.record(z.string(), z.string()).default({}),
      })
      .transform(({ carrier, number, campaign, choice, values, ...given }, context) => {
        const key = campaign ?? toTenDigits(number ?? "");
        const outcome = given.outcome ?? this.readChoice(carrier, choice, values, context);
        if (key !== null && outcome !== undefined) return { carrier, key, outcome };
        if (key === null) context.addIssue({ code: "custom", message: "Give a number of ten digits, or a campaign." });
        return z.NEVER;
      });
    return input.array().parse(Array.isArray(inputs) ? inputs : [inputs]);
  }

  private readChoice(
    carrier: string,
    value: string | undefined,
    values: Record<string, string>,
    context: z.core.$RefinementCtx,
  ): Outcome | undefined {
    const found = this.listChoices(carrier).find((choice) => choice.value === value);
    if (!found) context.addIssue({ code: "custom", path: ["choice"], message: "Choose an outcome." });
    if (!found?.detail) return found?.value;
    const parsed = z.strictObject(found.detail.fields).safeParse(values);
    if (parsed.success) return found.detail.read(parsed.data as Record<string, string | undefined>);
    for (const { path, message } of parsed.error.issues)
      context.addIssue({ code: "custom", path: ["values", ...path], message });
    return undefined;
  }

  describe({ carrier, outcome }: OutcomeRow): string {
    const choices = this.listChoices(carrier);
    const code = typeof outcome === "string" ? outcome : outcome.code;
    const found =
      choices.find(({ value }) => value === outcome) ?? choices.find(({ detail }) => detail?.pattern.test(code));
    const suffix = found?.detail ? ` ${code}` : "";
    return `${found?.label ?? code}${suffix}${typeof outcome === "string" ? "" : `: ${outcome.text}`}`;
  }

  describeChoices(carrier: string) {
    return this.listChoices(carrier).map(({ detail, target = "numbers", ...choice }) => ({
      ...choice,
      target,
      fields: describeFields(detail?.fields ?? {}),
    }));
  }

  private listChoices(carrier: string): readonly OutcomeChoice[] {
    return this.definitions.find(({ id }) => id === carrier)?.outcomes ?? [];
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
