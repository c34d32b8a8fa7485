import { LivePage } from "@/components/live/live-page";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { getHome } from "@/lib/services/home/get-home";
import { isRunning, OrdersTable } from "../orders/orders-table";
import { CarrierStrips } from "./carrier-strip";
import { CaseList, describeHome } from "./case-list";
import { HomeSearch } from "./home-search";
import { NumbersByState } from "./numbers-by-state";
import { RunningList } from "./running-list";

export default async function HomePage() {
  const ctx = await authorize("numbers:read");
  const { at, cases, running, states, carriers, latest } = await getHome(ctx);
  return (
    <Page>
      <AnswerHeader title="Home" answer={<Answer parts={describeHome(cases)} />} actions={<HomeSearch />} />
      <CaseList cases={cases} />
      {running.length > 0 && (
        <Section title="In progress" actions={<TextLink href="/jobs">All jobs</TextLink>}>
          <RunningList running={running} />
        </Section>
      )}
      <Section title="Carriers, last 24 hours">
        <CarrierStrips carriers={carriers} />
      </Section>
      <Section title="Latest orders" actions={<TextLink href="/orders">All orders</TextLink>}>
        <OrdersTable
          orders={latest}
          hasManyAccounts={carriers.length > new Set(carriers.map(({ carrierId }) => carrierId)).size}
          isFiltered={false}
          fault={null}
        />
      </Section>
      <Section title="Numbers by state" actions={<TextLink href="/numbers">All numbers</TextLink>}>
        <NumbersByState {...states} />
      </Section>
      <LivePage at={at} pace={running.length > 0 || latest.some(isRunning) ? "list" : "idle"} />
    </Page>
  );
}
