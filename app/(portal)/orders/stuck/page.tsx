import { LivePage } from "@/components/live/live-page";
import { EscalationButton } from "@/components/orders/escalation-drawer";
import { TextLink } from "@/components/ui/link";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { can } from "@/lib/domain/permissions";
import { listStuck } from "@/lib/services/orders/list-stuck";
import { StuckAccounts } from "./stuck-accounts";
import { StuckOrders } from "./stuck-orders";
import { StuckOthers } from "./stuck-others";
import { describeStuck } from "./describe-stuck";

export default async function StuckPage() {
  const ctx = await authorize("orders:read");
  const stuck = await listStuck(ctx);
  const isEmpty = stuck.orders.length + stuck.campaigns.length + stuck.messages.length === 0;
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/orders", label: "Orders" }]}
        title="Stuck"
        answer={isEmpty ? "Nothing is stuck" : <span className="text-pending">{describeStuck(stuck)}</span>}
        detail={
          <>
            What carriers have had for longer than expected.
            {can(ctx.actor.role, "accounts:manage") && (
              <>
                {" "}
                <TextLink href="/settings#expected-times">Change expected times</TextLink>
              </>
            )}
          </>
        }
        actions={
          !isEmpty && <EscalationButton query={{}} label="Write to all carriers" what="all that is stuck" size="md" />
        }
      />
      <LivePage at={stuck.at} pace="list" />
      {isEmpty && (
        <p className="max-w-[80ch] text-sm text-muted">
          Numbers that a carrier has accepted and not confirmed, campaigns in review and messages without a receipt
          appear here when their time is over. <TextLink href="/jobs">What is in progress</TextLink>
        </p>
      )}
      <StuckAccounts stuck={stuck} />
      {stuck.orders.length > 0 && <StuckOrders orders={stuck.orders} more={stuck.moreOrders} />}
      <StuckOthers campaigns={stuck.campaigns} messages={stuck.messages} />
    </Page>
  );
}
