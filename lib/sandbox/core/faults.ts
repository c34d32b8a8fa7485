import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type SandboxDefinition } from "../sandbox";
import { type FaultKind } from "./fault-kind";
import { FAULT_KINDS } from "./fault-kinds";
import { describeFields, describeValues, type FieldDescription } from "./fields";
import { drawNumber, hashText } from "./hash";
import { type StateModule } from "./journal";

/** `kind` and the fields of that kind. */
export type Fault = { kind: string } & Record<string, unknown>;

export interface FaultRuleInput {
  id?: string;
  carrier?: string;
  /** A group (`provision`), a method and a group (`POST provision`), or a method and a path with stars. */
  endpoint?: string;
  /** Any spelling: the rule meets requests that name this number. */
  number?: string;
  /** Default 1. */
  probability?: number;
  /** Absent: until the rule is removed. */
  times?: number;
  fault: Fault;
}

export interface FaultRule extends FaultRuleInput {
  id: string;
  probability: number;
  /** How often it was drawn, and how often it struck. */
  drawn: number;
  struck: number;
}

export type FaultEvent = { add: FaultRule } | { remove: string | "all" } | { struck: string; drawn: number };

interface Target {
  carrier: string;
  group: string;
  method: string;
  fullPath: string;
  /** URL and body, in which a rule's number is looked for. */
  text: string;
}

export class FaultStore implements StateModule<FaultEvent, FaultRule[]> {
  readonly name = "faults";
  private readonly rules = new Map<string, FaultRule>();
  private readonly kinds: ReadonlyMap<string, FaultKind>;
  private readonly schema: z.ZodType<FaultRuleInput>;

  constructor(private readonly definitions: readonly SandboxDefinition[]) {
    const kinds = [...FAULT_KINDS, ...definitions.flatMap(({ faults }) => faults ?? [])];
    this.kinds = new Map(kinds.map((kind) => [kind.kind, kind]));
    const options = kinds.map(({ kind, fields }) => z.strictObject({ kind: z.literal(kind), ...fields }));
    this.schema = z.strictObject({
      id: z.string().min(1).optional(),
      carrier: z.enum(definitions.map(({ id }) => id)).optional(),
      endpoint: z.string().min(1).max(200).optional(),
      number: z.string().optional(),
      probability: z.number().min(0).max(1).default(1),
      times: z.number().int().positive().optional(),
      fault: z.discriminatedUnion("kind", options as [(typeof options)[0], ...typeof options]),
    }) as unknown as z.ZodType<FaultRuleInput>;
  }

  /** Throws a ZodError that names what is wrong. */
  read(input: unknown): FaultRule {
    const { id = randomUUID(), probability = 1, ...rest } = this.schema.parse(input);
    return { ...rest, id, probability, drawn: 0, struck: 0 };
  }

  list(): FaultRule[] {
    return [...this.rules.values()];
  }

  kindOf(fault: Fault): FaultKind | undefined {
    return this.kinds.get(fault.kind);
  }

  /** The rule in words: what goes wrong, and at which calls. */
  describe({ fault, carrier, endpoint }: FaultRule): { summary: string; calls: string } {
    const kind = this.kinds.get(fault.kind);
    const values = kind ? describeValues(kind.fields, fault) : "";
    const definition = this.definitions.find(({ id }) => id === carrier);
    return {
      summary: `${kind?.title ?? fault.kind}${values && `: ${values}`}`,
      calls: endpoint === undefined ? "All calls" : (definition?.endpoints[endpoint] ?? endpoint),
    };
  }

  /** Common kinds have no `carrier`; the others are about the wire of one. */
  describeKinds(): { value: string; label: string; meaning: string; carrier?: string; fields: FieldDescription[] }[] {
    const describe = (carrier?: string) => (one: FaultKind) => ({
      value: one.kind,
      label: one.title,
      meaning: one.meaning,
      carrier,
      fields: describeFields(one.fields),
    });
    return [
      ...FAULT_KINDS.map(describe()),
      ...this.definitions.flatMap(({ id, faults }) => (faults ?? []).map(describe(id))),
    ];
  }

  /** The faults that meet this request: any number of latencies, at most one of the rest. A rule ends after `times`. */
  strike(target: Target, seed: number, commit: (event: FaultEvent) => void): Fault[] {
    const found: Fault[] = [];
    if (this.rules.size === 0) return found;
    let hasMain = false;
    for (const rule of this.rules.values()) {
      const isLatency = this.kindOf(rule.fault)?.delayMs !== undefined;
      if ((hasMain && !isLatency) || !isTarget(rule, target)) continue;
      rule.drawn += 1;
      if (rule.probability < 1 && drawNumber(seed ^ hashText(rule.id), rule.drawn) >= rule.probability) continue;
      if (rule.times === undefined) rule.struck += 1;
      else commit({ struck: rule.id, drawn: rule.drawn });
      found.push(rule.fault);
      hasMain ||= !isLatency;
    }
    return found;
  }

  apply(event: FaultEvent): void {
    if ("add" in event) this.rules.set(event.add.id, { ...event.add });
    else if ("remove" in event) this.remove(event.remove);
    else {
      const rule = this.rules.get(event.struck);
      if (!rule) return;
      rule.struck += 1;
      rule.drawn = event.drawn;
      if (rule.struck >= (rule.times ?? Number.POSITIVE_INFINITY)) this.rules.delete(rule.id);
    }
  }

  private remove(id: string): void {
    if (id === "all") this.rules.clear();
    else this.rules.delete(id);
  }

  effectsOf(): [] {
    return [];
  }

  dump(): FaultRule[] {
    return this.list();
  }

  load(dump: FaultRule[]): void {
    this.clear();
    for (const rule of dump) this.rules.set(rule.id, rule);
  }

  clear(): void {
    this.rules.clear();
  }
}

function isTarget(rule: FaultRule, target: Target): boolean {
  if (rule.carrier !== undefined && rule.carrier !== target.carrier) return false;
  if (rule.number !== undefined && !target.text.includes(rule.number.replace(/\D/g, "").slice(-10))) return false;
  return rule.endpoint === undefined || isEndpoint(rule.endpoint, target);
}

function isEndpoint(pattern: string, target: Target): boolean {
  const [first, second] = pattern.split(" ");
  if (second !== undefined && first !== target.method) return false;
  const place = second ?? pattern;
  if (!/[/*]/.test(place) || place === target.group) return place === target.group;
  const expression = place.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${expression.join(".*")}$`).test(target.fullPath);
}
