import "server-only";
import type { Sql } from "@/lib/db/client";
import { isRefused, writeApart } from "@/lib/db/batch";
import { NOT_STORED } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { log } from "@/lib/log";
import type { DispatchChange, ItemMove } from "./item-moves";
import { writeDown, type Account, type Outcome } from "./write-down";

/** An item that a call was about; `dispatchId` is its write, null before the first one. */
export type CalledItem = { seq: number; number: PhoneNumber; dispatchId: string | null };
export type CallOutcome = Outcome & { items: readonly CalledItem[] };
type Part = { item: CalledItem; outcome: Outcome };

/**
 * For a call's outcome that the database refused as a whole: each number's own outcome is written by itself. A number whose outcome
 * cannot be stored becomes unknown, as a fault of ours with the reference of the log, and waits for a person: it is neither sent nor
 * read again on its own account. Its neighbors end as the carrier answered. Items come before their writes: if the process ends in
 * between, the write's lease or next reading settles the rest.
 */
export async function writeItemsApart(sql: Sql, account: Account, outcome: CallOutcome, error: unknown): Promise<void> {
  const { orderId } = outcome;
  const ref = crypto.randomUUID().slice(0, 8);
  log.warn({ ref, err: error, orderId }, "an outcome could not be stored as a whole, each number is written by itself");
  const write = (outcomes: readonly Outcome[]) => writeDown(sql, account, outcomes);
  const note = (cause: unknown, details: object) =>
    log.error({ ref, err: cause, orderId, ...details }, "a carrier's answer could not be stored");

  const refused = await writeApart(splitByItem(outcome), (parts) => write(parts.map((part) => part.outcome)));
  for (const [{ item }, cause] of refused) note(cause, { seq: item.seq, number: item.number });
  const lost = [...refused.keys()];
  // Where its own move would not take place, a number belongs to another worker by now.
  const asides = lost.map(({ item, outcome: { moves } }) => toUnknown(orderId, item, ref, moves[0]?.from));
  await write([{ ...nothing(orderId), moves: asides }]);

  const stopped = new Set(lost.map(({ item }) => item.dispatchId));
  const changes = outcome.dispatches.map((change) =>
    stopped.has(change.dispatchId) && isClosing(change) ? waitForPerson(change) : change,
  );
  const refusedChanges = await writeApart(changes, (dispatches) =>
    write([{ ...nothing(orderId), dispatches: [...dispatches] }]),
  );
  for (const [change, cause] of refusedChanges) {
    note(cause, { dispatchId: change.dispatchId });
    const own = outcome.items.filter((item) => item.dispatchId === change.dispatchId);
    const moves = own.map((item) => toUnknown(orderId, item, ref));
    await write([{ ...nothing(orderId), moves, dispatches: [waitForPerson({ ...change, externalId: null })] }]);
  }

  if (outcome.unrequested)
    await write([{ ...nothing(orderId), unrequested: outcome.unrequested }]).catch((cause: unknown) => {
      if (!isRefused(cause)) throw cause;
      note(cause, { unrequested: outcome.unrequested?.named.length });
    });
}

const nothing = (orderId: string): Outcome => ({ orderId, moves: [], dispatches: [], facts: [], events: [] });

function splitByItem({ orderId, items, moves, facts, events, joined = [] }: CallOutcome): Part[] {
  return items.map((item) => {
    const own = moves.filter((move) => move.seq === item.seq);
    return {
      item,
      outcome: {
        ...nothing(orderId),
        moves: own,
        facts: facts.filter((fact) => fact.number === item.number),
        events: events.filter((event) => event.number === item.number),
        joined: joined.filter(({ dispatchId }) => own.some((move) => move.newDispatchId === dispatchId)),
      },
    };
  });
}

const OPEN = ["queued", "sending", "accepted", "unknown"] as const;

const toUnknown = (
  orderId: string,
  { seq, dispatchId }: CalledItem,
  ref: string,
  from: ItemMove["from"] = OPEN,
): ItemMove => ({
  orderId,
  seq,
  dispatchId,
  from,
  to: "unknown",
  code: NOT_STORED,
  message: `Our fault: the carrier's answer about this number could not be stored (log reference ${ref}).`,
});

/** After this change nothing would read the write again. */
const isClosing = ({ to }: DispatchChange) => to === "done" || to === "void";

/** Open, and due only when a person asks for it. */
const waitForPerson = (change: DispatchChange): DispatchChange => ({ ...change, to: "lost", dueIn: null });
