import { z } from "zod";
import { one } from "./address-field";
import type { AnswerPart } from "./answer";
import { parsePhoneNumber, type PhoneNumber } from "./phone-number";
import { calendarDay } from "./time-zone";

/** The outcome of sent messages, each in one of these. `accepted`: sent, and no receipt tells more. */
export const DELIVERY_OUTCOMES = ["delivered", "accepted", "moving", "unknown", "refused"] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];
export type DeliveryCounts = Record<DeliveryOutcome, number> & { sent: number };

export const DELIVERY_GROUPS = ["day", "number", "campaign", "code"] as const;
export type DeliveryGroup = (typeof DELIVERY_GROUPS)[number];

export const DELIVERY_DAYS = [1, 7, 30, 90] as const;
const DEFAULT_DAYS = 7;

/** The address of the delivery report. `from` and `to` go before `days`, which count back from today. */
export const deliveryQuery = z.object({
  by: z.enum(DELIVERY_GROUPS).catch("day"),
  days: z.coerce
    .number()
    .refine((days) => DELIVERY_DAYS.some((known) => known === days))
    .catch(DEFAULT_DAYS),
  from: one(calendarDay),
  to: one(calendarDay),
  account: one(z.uuid()),
  number: one(z.string().max(40)),
  campaign: one(z.string().max(60)),
  code: one(z.string().max(60)),
});
export type DeliveryQuery = z.output<typeof deliveryQuery>;

/** The whole number that was asked for; `false`: it is none. */
export function readAskedNumber(text: string | undefined): PhoneNumber | false | undefined {
  if (text === undefined) return undefined;
  const parsed = parsePhoneNumber(text);
  return parsed.ok ? parsed.number : false;
}

/** One row of the table. `key` is a day, a number in E.164, a campaign's ID ("" for none) or the carrier's code ("" for none). */
export type DeliveryRow = DeliveryCounts & {
  key: string;
  /** The most frequent codes of what was refused. */
  codes: readonly { code: string; count: number }[];
  /** Of a code: what the carrier says with it, and what its catalog says it means. */
  message?: string | null;
  meaning?: string | null;
};
export type DeliveryReport = {
  at: string;
  from: string;
  to: string;
  total: DeliveryCounts;
  /** All days of the span, for the chart. */
  days: readonly DeliveryRow[];
  rows: readonly DeliveryRow[];
  /** There are more rows than listed. */
  hasMore: boolean;
};

const NO_COUNTS: DeliveryCounts = { sent: 0, delivered: 0, accepted: 0, moving: 0, unknown: 0, refused: 0 };

export const sumCounts = (rows: readonly DeliveryCounts[]): DeliveryCounts =>
  rows.reduce<DeliveryCounts>(
    (sum, row) => ({
      sent: sum.sent + row.sent,
      delivered: sum.delivered + row.delivered,
      accepted: sum.accepted + row.accepted,
      moving: sum.moving + row.moving,
      unknown: sum.unknown + row.unknown,
      refused: sum.refused + row.refused,
    }),
    NO_COUNTS,
  );

/** Every day from `from` to `to`, those without messages too. */
export function fillDays(rows: readonly DeliveryRow[], from: string, to: string): DeliveryRow[] {
  const byDay = new Map(rows.map((row) => [row.key, row]));
  const days: DeliveryRow[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    const key = new Date(at).toISOString().slice(0, 10);
    days.push(byDay.get(key) ?? { ...NO_COUNTS, key, codes: [] });
  }
  return days;
}

/** `98.2%`; never 100% where some are missing, never 0% where there are some. Null without a whole. */
export function spellShare(part: number, whole: number): string | null {
  if (whole === 0) return null;
  if (part === whole) return "100%";
  const share = Math.round((part / whole) * 1_000) / 10;
  if (share === 0 && part > 0) return "<0.1%";
  return share >= 100 ? ">99.9%" : `${share}%`;
}

/** The answer of the report in its parts. The share is of those whose outcome is known. */
export function describeDelivery({
  sent,
  delivered,
  refused,
  accepted,
  moving,
  unknown,
}: DeliveryCounts): AnswerPart[] {
  if (sent === 0) return [{ text: "No messages sent" }];
  const known = delivered + refused;
  const share = spellShare(delivered, known);
  const count = (n: number) => n.toLocaleString("en-US");
  if (share === null) return [{ text: `${count(sent)} sent` }, { text: "no receipt yet" }];
  const open = accepted + moving + unknown;
  return [
    { text: `${share} delivered` },
    refused > 0 ? { text: `${count(refused)} refused`, tone: "bad" } : { text: "none refused" },
    ...(open > 0 ? [{ text: `${count(open)} without a receipt` }] : []),
  ];
}
