import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { type DeliveryCounts, deliveryQuery } from "@/lib/domain/delivery";
import type { OptOut } from "@/lib/domain/opt-out";
import { parsePhoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { getDelivery } from "./get-delivery";
import { countCallbacks, listCallbacks, type CallbackList } from "./list-callbacks";
import { listMessages, type MessageView } from "./list-messages";
import { findOptOuts } from "./list-opt-outs";
import { listSenders } from "./list-senders";
import { listThreads, type ThreadQuery } from "./list-threads";
import type { Sender, ThreadPage } from "./message-view";
import { readMessageVersion } from "./read-message-version";

/** What stands beside the list: a thread, the form for a new one, or nothing chosen. */
export type ThreadChoice =
  | {
      type: "thread";
      number: PhoneNumber;
      peer: string;
      messages: MessageView[];
      senders: Sender[];
      optOut: OptOut | null;
    }
  | { type: "new"; senders: Sender[] }
  | { type: "none" };

/** All that the page of messages shows, of one moment, which `version` names. */
export type MessagesPage = {
  at: string;
  version: string;
  /** How many callbacks wait for a person. */
  kept: number;
  /** What was sent today, in the person's time zone. */
  today: DeliveryCounts;
  shown:
    | { view: "quarantine"; callbacks: CallbackList }
    | { view: "threads"; threads: ThreadPage; choice: ThreadChoice };
};

export const readMessagesPage = (ctx: Context, query: ThreadQuery): Promise<MessagesPage> =>
  inSnapshot(ctx, async (snapshot) => {
    const at = ctx.now().toISOString();
    const [version, kept, { total: today }] = await Promise.all([
      readMessageVersion(snapshot),
      countCallbacks(snapshot),
      getDelivery(snapshot, deliveryQuery.parse({ days: 1 })),
    ]);
    if (query.view === "quarantine")
      return { at, version, kept, today, shown: { view: "quarantine", callbacks: await listCallbacks(snapshot) } };
    const [threads, choice] = await Promise.all([
      listThreads(snapshot, query),
      readChoice(snapshot, query.thread ?? null),
    ]);
    return { at, version, kept, today, shown: { view: "threads", threads, choice } };
  });

async function readChoice(ctx: Context, thread: string | null): Promise<ThreadChoice> {
  const [spelling = "", peer = ""] = thread?.split("~") ?? [];
  const parsed = parsePhoneNumber(spelling);
  if (parsed.ok && peer !== "") {
    const { number } = parsed;
    const [messages, senders, optOuts] = await Promise.all([
      listMessages(ctx, number, { peer }),
      listSenders(ctx, { number }),
      findOptOuts(ctx, [{ number, peer }]),
    ]);
    return { type: "thread", number, peer, messages, senders, optOut: [...optOuts.values()][0] ?? null };
  }
  return thread === "new" ? { type: "new", senders: await listSenders(ctx) } : { type: "none" };
}
