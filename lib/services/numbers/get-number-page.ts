import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { listNotes } from "@/lib/services/customers/read-labels";
import { listMessages } from "@/lib/services/messages/list-messages";
import { listOptOuts } from "@/lib/services/messages/list-opt-outs";
import { listSenders } from "@/lib/services/messages/list-senders";
import { readMessageVersion } from "@/lib/services/messages/read-message-version";
import { listOrdersOfNumber } from "@/lib/services/orders/find-orders-of-number";
import { getNumber } from "./get-number";
import { listNumberCalls } from "./list-number-calls";
import { listNumberEvents } from "./list-number-events";

type Asked = { number: PhoneNumber; timeline: Parameters<typeof listNumberEvents>[2] };

/** Everything that a number's page shows, all of one moment. */
export const getNumberPage = (ctx: Context, { number, timeline }: Asked) =>
  inSnapshot(ctx, async (snapshot) => ({
    at: new Date().toISOString(),
    status: await getNumber(snapshot, number),
    messages: await listMessages(snapshot, number),
    version: await readMessageVersion(snapshot, { number }),
    orders: await listOrdersOfNumber(snapshot, number),
    events: await listNumberEvents(snapshot, number, timeline),
    calls: await listNumberCalls(snapshot, number),
    senders: await listSenders(snapshot, { number }),
    optOuts: await listOptOuts(snapshot, number),
    notes: await listNotes(snapshot, number),
  }));
