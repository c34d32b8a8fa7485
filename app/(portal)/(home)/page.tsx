import type { Metadata } from "next";
import { Section } from "@/components/ui/card";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { orderQuery } from "@/lib/domain/order-query";
import { countAttention } from "@/lib/services/home/count-attention";
import { countStates } from "@/lib/services/home/count-states";
import { listCarrierHealth } from "@/lib/services/home/list-carrier-health";
import { listOrders } from "@/lib/services/orders/list-orders";
import { AttentionCards } from "./attention-cards";
import { CarrierHealthList } from "./carrier-health-list";
import { NumbersByState } from "./numbers-by-state";
import { OrdersTable } from "../orders/orders-table";
import { RefreshWhileRunning } from "../orders/refresh-while-running";
import { TextLink } from "@/components/ui/link";

export const metadata: Metadata = { title: "Home" };

const LATEST = 8;

export default async function HomePage() {
  const ctx = await authorize("numbers:read");
  const [attention, states, carriers, orders] = await Promise.all([
    countAttention(ctx),
    countStates(ctx),
    listCarrierHealth(ctx),
    listOrders(ctx, orderQuery.parse({})),
  ]);
  const latest = orders.rows.slice(0, LATEST);
  return (
    <Page>
      <PageHeader title="Home" description="What needs a person, what is under way, and how the carriers are." />
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
      <RefreshWhileRunning isRunning={latest.some(({ sums, control }) => sums.pending > 0 && control === "run")} />
    </Page>
  );
}
