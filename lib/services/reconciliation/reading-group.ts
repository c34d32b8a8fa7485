import "server-only";
import type { PoolClient } from "pg";
import type { OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import type { Claim, Progress } from "./cycle-row";

/**
 * What one exchange with the carrier brought, and what is stored of it. `items` are stored together, or, where the database refuses that,
 * apart, so that one bad value harms itself alone. `isEnd`: nothing comes after it.
 */
export type ReadBatch<Item = unknown> = {
  progress: Progress;
  isEnd: boolean;
  items: readonly Item[];
  /** In a transaction; returns of how many numbers a known value changed. Storing the same items twice changes nothing. */
  store(client: PoolClient, items: readonly Item[]): Promise<number>;
};

/** Reads one group of an account, batch by batch; the carrier's faults are thrown. */
export type GroupReader = { readNext(): Promise<ReadBatch> };
export type ReaderInput = { sql: Sql; account: OpenAccount; claim: Claim };

/** Keeps the item's type inside the batch. */
export const toBatch = <Item>(batch: ReadBatch<Item>): ReadBatch => batch as ReadBatch;
