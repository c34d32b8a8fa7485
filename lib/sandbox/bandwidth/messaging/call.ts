import { randomBytes } from "node:crypto";
import { type Exchange, readJson, type Reply, replyJson } from "../../core/exchange";
import { type BandwidthWorld } from "../settings";
import { type MessagingEvent, type MessagingMemory } from "./memory";

export const MESSAGING_PREFIX = "/catapult/v1";

export interface MessagingDeps {
  world: BandwidthWorld;
  memory: MessagingMemory;
  commit: (event: MessagingEvent) => void;
  /** Whether the dashboard account holds the number (ten digits). */
  isImported: (tenDigits: string) => boolean;
}

/** One authorized call. `users` is the absolute address of the user's resources, without a slash at the end. */
export interface MessagingCall extends MessagingDeps {
  exchange: Exchange;
  users: string;
  body: unknown;
}

export function openCall(exchange: Exchange, deps: MessagingDeps, userId: string): MessagingCall {
  const users = `${exchange.origin}${MESSAGING_PREFIX}/users/${userId}`;
  return { ...deps, exchange, users, body: readJson(exchange.body) };
}

const CATEGORIES: Readonly<Record<number, string>> = {
  400: "bad-request",
  401: "authorization",
  403: "forbidden",
  404: "not-found",
  409: "conflict",
  429: "too-many-requests",
  503: "unavailable",
};

/** `{category, code, message, details[]}`, the documented envelope. */
export function refuse(status: number, code: string, message: string, details: [string, string][] = []): Reply {
  const category = CATEGORIES[status] ?? (status >= 500 ? "backend" : "bad-request");
  return replyJson(status, { category, code, message, details: details.map(([name, value]) => ({ name, value })) });
}

/** `a-`, `n-` and `m-` ids of the page's length. */
export function makeId(letter: "a" | "n" | "m"): string {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  return `${letter}-${[...randomBytes(23)].map((byte) => letters.charAt(byte % 32)).join("")}`;
}

/** 201 with an empty body: the id is in `Location` alone. */
export function replyCreated(location: string): Reply {
  return { status: 201, headers: { location }, body: "" };
}

/** One page of a list: `page` from 0, `size` 25 by default and 1,000 at most, with `Link` headers. */
export function replyPage({ exchange, users }: MessagingCall, noun: string, items: readonly unknown[]): Reply {
  const page = readCount(exchange.query.get("page"), 0);
  const size = readCount(exchange.query.get("size"), 25);
  if (page === null || size === null || size < 1 || size > 1000)
    return refuse(400, "validation-error", "The page size must be between 1 and 1000, the page number at least 0");
  const last = Math.max(0, Math.ceil(items.length / size) - 1);
  const linkTo = (target: number, rel: string) => {
    const query = new URLSearchParams(exchange.query);
    query.set("page", String(target));
    query.set("size", String(size));
    return `<${users}/${noun}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [linkTo(0, "first")];
  if (page > 0) links.push(linkTo(page - 1, "previous"));
  if (page < last) links.push(linkTo(page + 1, "next"));
  return replyJson(200, items.slice(page * size, (page + 1) * size), { link: links.join(", ") });
}

function readCount(text: string | null, fallback: number): number | null {
  if (text === null || text === "") return fallback;
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

/** Ten digits of a strictly spelled E.164 number of the US plan, or null. */
export function readE164(value: unknown): string | null {
  return typeof value === "string" && /^\+1[2-9]\d{9}$/.test(value) ? value.slice(2) : null;
}
