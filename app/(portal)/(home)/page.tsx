import type { Metadata } from "next";
import { LivePage } from "@/components/live/live-page";
import { Section } from "@/components/ui/card";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { getHome } from "@/lib/services/home/get-home";
import { AttentionCards } from "./attention-cards";
import { CarrierHealthList } from "./carrier-health-list";
import { NumbersByState } from "./numbers-by-state";
import { isRunning, OrdersTable } from "../orders/orders-table";
import { TextLink } from "@/components/ui/link";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const ctx = await authorize("numbers:read");
  const { at, attention, states, carriers, latest } = await getHome(ctx);
  return (
    <Page>
      <PageHeader title="Home" description="What needs attention, what is in progress, and carrier health." />
      <AttentionCards attention={attention} />
      <Section title="Latest orders" actions={<TextLink href="/orders">All orders</TextLink>}>
        <OrdersTable
          orders={latest}
          hasManyAccounts={carriers.length > new Set(latest.map((order) => order.carrierLabel)).size}
          isFiltered={false}
          fault={null}
        />
      </Section>
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <Section title="Numbers by state" actions={<TextLink href="/numbers">All numbers</TextLink>}>
          <NumbersByState {...states} />
        </Section>
        <Section title="Carriers">
          <CarrierHealthList carriers={carriers} />
        </Section>
      </div>
      <LivePage at={at} pace={latest.some(isRunning) ? "list" : "idle"} />
    </Page>
  );
}
