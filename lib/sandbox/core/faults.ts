import { z } from "zod";
import { CARRIERS, type CarrierName } from "./exchange";
import { drawNumber, hashText } from "./hash";
import { type StateModule } from "./journal";

const status = z.number().int().min(200).max(599);
/** With `effect` true the carrier does what was asked and only the answer is spoilt. */
const effect = z.boolean().default(false);

export const fault = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("status"),
    status,
    effect,
    envelope: z.string().optional(),
    code: z.string().optional(),
    text: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("emptyBody"), status: status.default(200), effect }),
  z.strictObject({ kind: z.literal("htmlPage"), status: status.default(502), effect }),
  z.strictObject({ kind: z.literal("truncatedBody"), how: z.enum(["short", "cut"]).default("cut") }),
  z.strictObject({ kind: z.literal("slowBody"), bytesPerSecond: z.number().positive().default(1) }),
  z.strictObject({ kind: z.literal("hang"), effect }),
  z.strictObject({ kind: z.literal("latency"), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal("resetBefore") }),
  z.strictObject({ kind: z.literal("resetAfter") }),
  z.strictObject({ kind: z.literal("wrongLength207"), by: z.number().int().default(-1) }),
  z.strictObject({ kind: z.literal("garbage"), status: status.default(200), effect }),
  z.strictObject({
    kind: z.literal("rateLimited"),
    unit: z.enum(["seconds", "milliseconds"]).default("seconds"),
    resetInMs: z.number().min(0).default(2000),
    header: z.enum(["x-ratelimit-reset", "retry-after", "none"]).default("x-ratelimit-reset"),
  }),
  /** The carrier repeats the account's credentials: with a status as an error, without one beside its own answer. */
  z.strictObject({ kind: z.literal("echoCredentials"), status: status.optional(), effect }),
  z.strictObject({ kind: z.literal("malformedXml") }),
  z.strictObject({ kind: z.literal("xmlDoctype") }),
  /** The list of an XML order holds this number too, which nobody submitted. */
  z.strictObject({ kind: z.literal("extraNumber"), named: z.string().min(1).default("9195550142") }),
  /** A success that is not the documented one; `wrongType` and `noHeaders` keep the rest of the carrier's own answer. */
  z.strictObject({
    kind: z.literal("undocumented"),
    form: z.enum(["page", "xml", "object", "empty", "wrongType", "noHeaders"]),
    status: status.default(200),
    effect: z.boolean().default(true),
  }),
  /** One entry of a JSON list, counted from 0, is not of the documented form. */
  z.strictObject({ kind: z.literal("oddItem"), at: z.number().int().min(0).default(0) }),
  /** An XML order says nothing of its errors: `<Errors/>`. */
  z.strictObject({ kind: z.literal("emptyErrors") }),
  /** An XML order holds an element that no page lists. */
  z.strictObject({
    kind: z.literal("extraElement"),
    element: z
      .string()
      .regex(/^[A-Za-z]\w{0,40}$/)
      .default("TrackingId"),
    text: z.string().max(200).default("77"),
  }),
]);

export type Fault = z.infer<typeof fault>;

export const faultRuleInput = z.strictObject({
  id: z.string().min(1).optional(),
  carrier: z.enum(CARRIERS).optional(),
  /** A group (`provision`), a method and a group (`POST provision`), or a method and a path with stars. */
  endpoint: z.string().min(1).optional(),
  /** Any spelling: the rule meets requests that name this number. */
  number: z.string().optional(),
  probability: z.number().min(0).max(1).default(1),
  times: z.number().int().positive().optional(),
  fault,
});

export type FaultRuleInput = z.input<typeof faultRuleInput>;
export interface FaultRule extends Omit<z.output<typeof faultRuleInput>, "id"> {
  id: string;
  /** How often it was looked at, and how often it struck. */
  drawn: number;
  struck: number;
}

export type FaultEvent = { add: FaultRule } | { remove: string | "all" } | { struck: string; drawn: number };

interface Target {
  carrier: CarrierName;
  group: string;
  method: string;
  fullPath: string;
  /** URL and body, in which a rule's number is looked for. */
  text: string;
}

export class FaultStore implements StateModule<FaultEvent, FaultRule[]> {
  readonly name = "faults";
  private readonly rules = new Map<string, FaultRule>();

  list(): FaultRule[] {
    return [...this.rules.values()];
  }

  /** The faults that meet this request: any number of latencies, at most one of the rest. Rules wear out by `times`. */
  strike(target: Target, seed: number, commit: (event: FaultEvent) => void): Fault[] {
    const found: Fault[] = [];
    if (this.rules.size === 0) return found;
    let hasMain = false;
    for (const rule of this.rules.values()) {
      const isLatency = rule.fault.kind === "latency";
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
