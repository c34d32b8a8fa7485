import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import { readPath, readRawQuery } from "@/lib/domain/read-query";
import { getNumberPage } from "@/lib/services/numbers/get-number-page";
import { readAskedStep } from "../next-step";
import { LiveMessages } from "../../messages/live-messages";
import { NotANumber } from "./not-a-number";
import { NumberCalls } from "./number-calls";
import { NumberLive } from "./number-live";
import { NumberMessages } from "./number-messages";
import { NumberNotes } from "./number-notes";
import { NumberOrders } from "./number-orders";
import { NumberTimeline } from "./number-timeline";
import { readRights } from "./number-rights";
import { readTimeline } from "./timeline-size";

type Props = {
  params: Promise<{ e164: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const parsed = parsePhoneNumber(readPath(await params).e164);
  return { title: parsed.ok ? formatNational(parsed.number) : "Not a number" };
}

export default async function NumberPage({ params, searchParams }: Props) {
  const spelling = readPath(await params).e164;
  const ctx = await authorize("numbers:read");
  const parsed = parsePhoneNumber(spelling);
  if (!parsed.ok) return <NotANumber spelling={spelling} reason={parsed.message} />;
  const { number, warnings } = parsed;
  if (spelling !== number) redirect(`/numbers/${encodeURIComponent(number)}`);
  const asked = readRawQuery(await searchParams);
  const timeline = readTimeline(asked);
  const { at, status, messages, version, orders, events, calls, senders, optOuts, notes } = await getNumberPage(ctx, {
    number,
    timeline,
  });
  const rights = readRights(ctx.actor.role);
  return (
    <Page>
      <NumberLive
        initial={status}
        warnings={warnings.map(({ message }) => message)}
        rights={rights}
        askedStep={readAskedStep(asked)}
      >
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
        <NumberTimeline number={number} events={events.rows} hasMore={events.hasMore} shown={timeline} />
        <NumberCalls calls={calls} />
      </NumberLive>
    </Page>
  );
}
