import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { idRow, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";

/** What is known of a callback address: whose it is, and the digest of the Authorization header that its carrier sends, if any. */
export type CallbackEndpoint = {
  accountId: string;
  credentials: Buffer | null;
  /** The raw text as it may be stored: without the account's secrets. */
  hide(raw: string): string;
};
type Dependencies = { sql: Sql; carriers: Carriers };

const KEPT_MS = 10_000;
const MAX_KEPT = 1_000;

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * The account behind a callback address, or null. Remembered for ten seconds, so that hundreds of callbacks a second ask the database
 * once; an address that nobody has is not remembered.
 */
export function createCallbackEndpoints({ sql, carriers }: Dependencies) {
  const kept = new Map<string, { endpoint: Promise<CallbackEndpoint | null>; until: number }>();

  async function read(carrierId: string, key: string): Promise<CallbackEndpoint | null> {
    const rows = await queryRows(sql, idRow)`
      SELECT id FROM carrier_account WHERE callback_key = ${key} AND carrier = ${carrierId}`;
    const accountId = rows[0]?.id;
    return accountId === undefined ? null : { accountId, ...(await readOwn(carriers, accountId)) };
  }

  return async (carrierId: string, key: string): Promise<CallbackEndpoint | null> => {
    const name = `${carrierId}/${key}`;
    const known = kept.get(name);
    if (known && known.until > Date.now()) return known.endpoint;
    if (kept.size >= MAX_KEPT) kept.clear();
    // The reading itself is kept: those that come meanwhile wait for the same one.
    const endpoint = read(carrierId, key);
    kept.set(name, { endpoint, until: Date.now() + KEPT_MS });
    const found = await endpoint.catch((error: unknown) => {
      kept.delete(name);
      throw error;
    });
    if (!found) kept.delete(name);
    return found;
  };
}

const hideNothing = (raw: string) => raw;

async function readOwn(carriers: Carriers, accountId: string): Promise<Pick<CallbackEndpoint, "credentials" | "hide">> {
  try {
    const { callbacks } = (await carriers.open(accountId)).carrier;
    const wanted = callbacks?.credentials;
    const basic = wanted && `Basic ${Buffer.from(`${wanted.user}:${wanted.password}`, "utf8").toString("base64")}`;
    return { credentials: basic ? digest(basic) : null, hide: callbacks?.hide ?? hideNothing };
  } catch (error) {
    // Switched off: what comes is kept all the same, and looked at when the account is back.
    if (error instanceof AppError && error.code === "NOT_FOUND") return { credentials: null, hide: hideNothing };
    throw error;
  }
}

/** Whether a caller with this Authorization header may come in. */
export const isAdmitted = ({ credentials }: CallbackEndpoint, authorization: string | null): boolean =>
  credentials === null || timingSafeEqual(digest(authorization ?? ""), credentials);
