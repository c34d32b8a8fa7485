import { redirect } from "next/navigation";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { readPath, readRawQuery } from "@/lib/domain/read-query";
import { getNumberPage } from "@/lib/services/numbers/get-number-page";
import { readAskedStep } from "../next-step";
import { NotANumber } from "./not-a-number";
import { NumberLive } from "./number-live";
import { readRights } from "./number-rights";
import { NumberParts } from "./number-parts";
import { readTimeline } from "./timeline-size";

type Props = {
  params: Promise<{ e164: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NumberPage({ params, searchParams }: Props) {
  const spelling = readPath(await params).e164;
  const ctx = await authorize("numbers:read");
  const parsed = parsePhoneNumber(spelling);
  if (!parsed.ok) return <NotANumber spelling={spelling} reason={parsed.message} />;
  const { number, warnings } = parsed;
  if (spelling !== number) redirect(`/numbers/${encodeURIComponent(number)}`);
  const asked = readRawQuery(await searchParams);
  const timeline = readTimeline(asked);
  const view = await getNumberPage(ctx, { number, timeline });
  const rights = readRights(ctx.actor.role);
  return (
    <Page>
      <NumberLive
        initial={view.status}
        warnings={warnings.map(({ message }) => message)}
        rights={rights}
        askedStep={readAskedStep(asked)}
      >
        <NumberParts number={number} view={view} rights={rights} shown={timeline} />
      </NumberLive>
    </Page>
  );
}
