import { z } from "zod";
import type { OrderSums } from "./order";
import type { UploadState } from "./uploads/upload";

/** What a person starts and a worker carries out. */
export const WORK_TYPES = ["order", "upload", "lookup", "refresh"] as const;
export type WorkType = (typeof WORK_TYPES)[number];
/** `order:<id>`. */
export type WorkKey = `${WorkType}:${string}`;

export const MAX_WORK = 50;

const workKey = z.templateLiteral([z.enum(WORK_TYPES), ":", z.uuid()]);

/** From an address: keys with commas between them. What is none is left out. */
export const readWorkKeys = (text: string): WorkKey[] =>
  text.split(",", MAX_WORK).flatMap((part) => workKey.safeParse(part).data ?? []);

/** Something that has ended, in one sentence. `pages`: the addresses on which it can be seen, the best first. */
export type EndedWork = { key: WorkKey; tone: "good" | "bad" | "unknown"; text: string; pages: readonly string[] };

/** `keys`: what is under way. */
export type WorkNews = { keys: readonly WorkKey[]; ended: readonly EndedWork[] };

type Notice = Pick<EndedWork, "tone" | "text">;
type Sums = Pick<OrderSums, "requested" | "confirmed" | "failed" | "skipped" | "unknown">;

const MAX_NAME = 60;
const cut = (name: string) => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name);
const count = (value: number) => value.toLocaleString("en-US");
const noun = (value: number, one: string) => `${count(value)} ${one}${value === 1 ? "" : "s"}`;

/** How numbers ended: "all 42 numbers confirmed", "41 confirmed, 1 failed". */
export function describeSums({ requested, confirmed, failed, skipped, unknown }: Sums): Notice {
  const tone = failed > 0 ? "bad" : unknown > 0 ? "unknown" : "good";
  if (confirmed === requested)
    return { tone, text: requested === 1 ? "1 number confirmed" : `all ${noun(requested, "number")} confirmed` };
  const parts = [
    { value: confirmed, label: "confirmed" },
    { value: failed, label: "failed" },
    { value: unknown, label: "without a result" },
    { value: skipped, label: "skipped" },
  ];
  const text = parts.flatMap(({ value, label }) => (value > 0 ? [`${count(value)} ${label}`] : [])).join(", ");
  return { tone, text: text || "nothing was sent" };
}

type EndedUpload = { name: string; state: UploadState; ready: number; toFix: number; sums: Sums };

/** Null: it is no news. */
export function describeUpload({ name, state, ready, toFix, sums }: EndedUpload): Notice | null {
  const title = cut(name);
  switch (state) {
    case "map":
      return { tone: "good", text: `${title}: say what its columns are` };
    case "check":
      return {
        tone: toFix > 0 ? "bad" : "good",
        text: `${title}: ${noun(ready, "row")} ready${toFix > 0 ? `, ${count(toFix)} to fix` : ""}`,
      };
    case "refused":
      return { tone: "bad", text: `${title} cannot be read` };
    case "submitted": {
      const { tone, text } = describeSums(sums);
      return { tone, text: `${title}: ${text}` };
    }
    default:
      return null;
  }
}

export const describeLookup = (name: string, valid: number): Notice => ({
  tone: "good",
  text: `${cut(name)}: the carriers were asked about ${noun(valid, "number")}`,
});

export const describeRefresh = (total: number, reported: number): Notice => ({
  tone: reported < total ? "unknown" : "good",
  text: `${noun(total, "number")} read again, the carriers reported on ${reported === total ? "all" : count(reported)}`,
});
