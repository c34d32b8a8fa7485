import { spellSeconds } from "./order-progress";

/** What waits at a carrier for longer than expected. Instants are ISO 8601 texts. */
export type StuckNumber = {
  number: string;
  /** `accepted`: not confirmed; `unknown`: no clear answer came. */
  state: "accepted" | "unknown";
  since: string;
  /** Ours, and the carrier's handle where it gave one. */
  reference: string | null;
  externalId: string | null;
};
/** The carrier's last response, redacted before it was stored. */
export type LastAnswer = {
  at: string;
  method: string;
  url: string;
  status: number | null;
  fault: string | null;
  body: string | null;
};
export type StuckMatter =
  | {
      type: "order";
      ref: string;
      kindLabel: string;
      placedAt: string;
      /** In how many seconds such numbers are usually confirmed. */
      usualSeconds: number | null;
      /** The first ones. */
      numbers: readonly StuckNumber[];
      count: number;
      lastAnswer: LastAnswer | null;
    }
  | {
      type: "campaign";
      campaignId: string;
      brand: string;
      since: string;
      /** The carrier's raw status at the last reading. */
      event: string | null;
      checkedAt: string | null;
      usualSeconds: number;
    }
  | {
      type: "messages";
      messages: readonly { from: string; to: string; at: string; id: string; state: string }[];
      count: number;
      usualSeconds: number;
    };

/** A letter to one carrier about one of our accounts there. */
export type Escalation = {
  accountId: string;
  accountName: string;
  isSandbox: boolean;
  matters: number;
  subject: string;
  text: string;
};
export type EscalationInput = {
  carrierLabel: string;
  accountName: string;
  matters: readonly StuckMatter[];
  /** Who signs. */
  from: { name: string; email: string };
  now: Date;
};

export const MAX_ESCALATED_NUMBERS = 1_000;
const MAX_BODY = 1_500;

/** Subject and text, ready to be sent: account, numbers, times, references, evidence. All times are UTC. */
export function writeEscalation(input: EscalationInput): Pick<Escalation, "subject" | "text"> {
  const { accountName, matters, from, now } = input;
  const isAlone = matters.length === 1;
  const parts = matters.map((matter, index) => [isAlone ? "" : `${index + 1}. `, describeMatter(matter, now)].join(""));
  const text = [
    "Hello,",
    `${describeAll(matters)} at your end for longer than usual. Please tell us what is missing, or when this will be done.`,
    `Account: ${accountName}\nWritten: ${spellTime(now.toISOString())}`,
    ...parts,
    `Regards,\n${from.name}\n${from.email}`,
  ].join("\n\n");
  return { subject: writeSubject(input), text: `${text}\n` };
}

const count = (n: number, noun: string) => `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** `2026-11-26 14:03 UTC`. */
const spellTime = (at: string) => `${at.slice(0, 16).replace("T", " ")} UTC`;
const DAY = 86_400;
const spell = (seconds: number) => (seconds >= 2 * DAY ? `${Math.floor(seconds / DAY)} days` : spellSeconds(seconds));
const spellAge = (since: string, now: Date) => spell(Math.max((now.getTime() - Date.parse(since)) / 1_000, 1));

function countThings(matters: readonly StuckMatter[]) {
  const of = (type: StuckMatter["type"]) => matters.filter((matter) => matter.type === type);
  return [
    { n: sum(matters.map((matter) => (matter.type === "order" ? matter.count : 0))), noun: "number" },
    { n: of("campaign").length, noun: "campaign" },
    { n: sum(matters.map((matter) => (matter.type === "messages" ? matter.count : 0))), noun: "message" },
  ].filter(({ n }) => n > 0);
}

function describeAll(matters: readonly StuckMatter[]): string {
  const things = countThings(matters);
  const isOne = things.length === 1 && things[0]?.n === 1;
  return `${things.map(({ n, noun }) => count(n, noun)).join(" and ")} of ours ${isOne ? "has" : "have"} been waiting`;
}

function writeSubject({ carrierLabel, matters, now }: EscalationInput): string {
  const [only] = matters;
  const things = countThings(matters)
    .map(({ n, noun }) => count(n, noun))
    .join(", ");
  const oldest = matters.flatMap(listTimes).sort()[0];
  const age = oldest === undefined ? "" : ` for ${spellAge(oldest, now)}`;
  if (matters.length === 1 && only?.type === "order")
    return `${carrierLabel}: ${only.kindLabel} waiting${age}, ${things} (our order ${only.ref})`;
  if (matters.length === 1 && only?.type === "campaign")
    return `${carrierLabel}: campaign ${only.campaignId} waiting${age}`;
  return `${carrierLabel}: ${things} waiting${age}`;
}

const listTimes = (matter: StuckMatter): string[] =>
  matter.type === "order"
    ? matter.numbers.map(({ since }) => since)
    : matter.type === "campaign"
      ? [matter.since]
      : matter.messages.map(({ at }) => at);

function describeMatter(matter: StuckMatter, now: Date): string {
  if (matter.type === "order") return describeOrder(matter, now);
  if (matter.type === "campaign")
    return [
      `Campaign ${matter.campaignId} of ${matter.brand}`,
      `Registered: ${spellTime(matter.since)} (${spellAge(matter.since, now)} ago; usually ready within ${spell(matter.usualSeconds)})`,
      matter.event === null
        ? "Status: you have reported none so far"
        : `Status: ${matter.event}${matter.checkedAt ? `, read ${spellTime(matter.checkedAt)}` : ""}`,
    ].join("\n");
  return [
    `${count(matter.count, "message")} without a delivery receipt (usually within ${spell(matter.usualSeconds)})`,
    ...matter.messages.map(
      ({ from, to, at, id, state }) =>
        `${from} to ${to}, sent ${spellTime(at)}, ${spellAge(at, now)} ago, ID ${id}, ${state}`,
    ),
    ...describeRest(matter.count - matter.messages.length, "message"),
  ].join("\n");
}

function describeOrder(matter: Extract<StuckMatter, { type: "order" }>, now: Date): string {
  const { ref, kindLabel, placedAt, usualSeconds, numbers, lastAnswer } = matter;
  return [
    `${kindLabel}, our order ${ref}`,
    `Placed: ${spellTime(placedAt)}`,
    ...(usualSeconds === null ? [] : [`Usually confirmed within ${spell(usualSeconds)}`]),
    `${count(matter.count, "number")}:`,
    ...numbers.map((one) => describeNumber(one, now)),
    ...describeRest(matter.count - numbers.length, "number"),
    ...(lastAnswer ? [describeAnswer(lastAnswer)] : []),
  ].join("\n");
}

const describeRest = (rest: number, noun: string) =>
  rest > 0 ? [`… and ${count(rest, `more ${noun}`)}. We can send the full list.`] : [];

function describeNumber({ number, state, since, reference, externalId }: StuckNumber, now: Date): string {
  const what = state === "accepted" ? "accepted" : "sent, no clear answer came,";
  return [
    `${number}  ${what} ${spellTime(since)} (${spellAge(since, now)} ago)`,
    ...(reference === null ? [] : [`our reference ${reference}`]),
    ...(externalId === null ? [] : [`your reference ${externalId}`]),
  ].join(", ");
}

function describeAnswer({ at, method, url, status, fault, body }: LastAnswer): string {
  const how = status === null ? (fault ?? "no answer") : `HTTP ${status}`;
  const shown = body === null || body.length <= MAX_BODY ? body : `${body.slice(0, MAX_BODY)} …`;
  return [`Your last response: ${spellTime(at)}, ${method} ${url}, ${how}`, ...(shown ? [shown.trim()] : [])].join(
    "\n",
  );
}
