import "server-only";
import type { PoolClient } from "pg";
import type { z } from "zod";
import type { Finding, WriteOutcome } from "@/lib/carriers/carrier";
import type { OpenAccount } from "@/lib/context";
import type { ItemState } from "@/lib/domain/order";
import type { WritableAccount } from "@/lib/engine/accounts/open-account";

/** An effect as it was claimed. `refusals`: how often in a row the carrier refused it for now. */
export type Effect = { id: string; actorId: string | null; attempt: number; refusals: number };

/** `basis`: which kind of answer it was, for the row that the effect is for. */
export type EffectAnswer = { outcome: WriteOutcome; externalId?: string; basis?: string };
export type EffectReading = { finding: Finding; message?: string; externalId?: string };

/** How one effect is carried out at its carrier, and how a lost answer is settled. Methods throw only CarrierError. */
export type EffectProgram = {
  /** Read before the write: what the carrier has already is used, and nothing is sent. */
  isPrechecked: boolean;
  write(): Promise<EffectAnswer>;
  /** Absent: the carrier offers no reading that shows the effect, and a lost answer stays unknown. */
  read?(): Promise<EffectReading>;
  /** How many readings in a row must show `absent` before it is sent again; Infinity: never. */
  absentReadsToResend: number;
};

/** The outcome of an effect. `dueIn`: seconds until a queued one is sent again. */
export type EffectMove = {
  to: ItemState;
  code?: string | null;
  message?: string | null;
  isRetryable?: boolean | null;
  dueIn?: number;
  externalId?: string;
  basis?: string;
  refusals: number;
};
export type EffectRecord<I> = {
  account: Pick<OpenAccount, "id" | "carrierId" | "label" | "definition">;
  effect: Effect;
  input: I;
  move: EffectMove;
  callId: string | null;
};

type Definition<I> = {
  input: z.ZodType<I>;
  /** Null where the account cannot carry it out. */
  open(account: WritableAccount, effect: Effect, input: I): EffectProgram | null;
  /** Brings the move to the row that the effect is for, with audit and events, in the transaction that moves the effect. */
  record(client: PoolClient, record: EffectRecord<I>): Promise<void>;
  /** Brings the move to that row where the stored input does not fit: without it, and with what a person can do. In the same transaction. */
  setAside(client: PoolClient, record: Omit<EffectRecord<I>, "input">): Promise<void>;
  /** When it is sent again after so many refusals for now; null: only by a person. Absent: a refusal is final. */
  planRetry?(refusals: number, now: Date): Date | null;
};

/** Keeps the input's type inside the definition, so that one list can hold all kinds. */
export const defineEffect = <I>({ input: schema, open, record, setAside, planRetry }: Definition<I>) => ({
  /** Why the stored input cannot be used, as a sentence; null: it can. One that another release stored may be of another shape. */
  findFault: (input: unknown): string | null => {
    const { error } = schema.safeParse(input);
    const [first] = error?.issues ?? [];
    return first
      ? `What is stored of it does not fit this release (${[...first.path, first.message].join(": ")}).`
      : null;
  },
  open: (account: WritableAccount, effect: Effect, input: unknown) => open(account, effect, schema.parse(input)),
  record: (client: PoolClient, { input, ...rest }: EffectRecord<unknown>) => {
    const parsed = schema.safeParse(input);
    return parsed.success ? record(client, { ...rest, input: parsed.data }) : setAside(client, rest);
  },
  planRetry,
});
