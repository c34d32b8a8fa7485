import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { getNumberPage } from "@/lib/services/numbers/get-number-page";
import { LiveMessages } from "../../messages/live-messages";
import { NumberCalls } from "./number-calls";
import { NumberMessages } from "./number-messages";
import { NumberNotes } from "./number-notes";
import { NumberOrders } from "./number-orders";
import type { NumberRights } from "./number-rights";
import { NumberTimeline } from "./number-timeline";
import type { ShownTimeline } from "./timeline-size";

/** What happened to a number. `shown`: the part of its timeline that is asked for. */
export const NumberParts = ({
  number,
  view: { at, status, messages, version, orders, events, calls, senders, optOuts, notes },
  rights,
  shown,
}: {
  number: PhoneNumber;
  view: Awaited<ReturnType<typeof getNumberPage>>;
  rights: NumberRights;
  shown: ShownTimeline;
}) => (
  <>
    <LiveMessages version={version} number={number} at={at} />
    <NumberMessages
      status={status}
      senders={senders.map(({ account }) => account)}
      messages={messages}
      optOuts={optOuts}
      rights={rights}
    />
    <NumberNotes number={number} notes={notes} denial={rights.annotate} />
    <NumberOrders orders={orders} />
    <NumberTimeline number={number} events={events.rows} hasMore={events.hasMore} shown={shown} />
    <NumberCalls calls={calls} />
  </>
);
