import { LivePage } from "@/components/live/live-page";
import { ErrorState } from "@/components/feedback/error-state";
import { Card, Section } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { listFaults } from "@/lib/services/sandbox-admin/list-faults";
import { listOutcomes } from "@/lib/services/sandbox-admin/list-outcomes";
import { listPlayed } from "@/lib/services/sandbox-admin/list-played";
import { listSettings } from "@/lib/services/sandbox-admin/list-settings";
import { readLedger } from "@/lib/services/sandbox-admin/read-ledger";
import { INBOUND_CARRIERS } from "@/lib/services/sandbox-admin/send-inbound";
import { BehaviourView } from "./behaviour-view";
import { FaultForm } from "./fault-form";
import { FaultsTable } from "./faults-table";
import { InboundForm } from "./inbound-form";
import { LedgerView } from "./ledger-view";
import { OutcomeForm } from "./outcome-form";
import { OutcomesTable } from "./outcomes-table";
import type { ViewName } from "./view-links";

/** One part of the page. A sandbox that does not answer is told here: the rest of the portal is as it was. */
export async function SandboxView({ ctx, view }: { ctx: Context; view: ViewName }) {
  try {
    return await READERS[view](ctx);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const title = "The sandbox could not be read";
    return (
      <Card isFlush>
        <ErrorState
          title={title}
          message={error.message}
          safe="Orders wait and go on when the carriers answer again."
        />
      </Card>
    );
  }
}

const READERS = {
  outcomes: async (ctx) => {
    const [outcomes, carriers] = await Promise.all([listOutcomes(ctx), listPlayed(ctx)]);
    return (
      <Section
        title="Outcomes per number"
        description="What shall become of a number, or a campaign, whenever a call is about it. Until removed."
      >
        <Card>
          <OutcomeForm carriers={carriers} />
        </Card>
        <OutcomesTable outcomes={outcomes} />
      </Section>
    );
  },
  faults: async (ctx) => {
    const [faults, carriers] = await Promise.all([listFaults(ctx), listPlayed(ctx)]);
    return (
      <Section title="Faults" description="What goes wrong with calls: lost answers, errors, limits, nonsense.">
        <Card>
          <FaultForm carriers={carriers} />
        </Card>
        <FaultsTable faults={faults} />
      </Section>
    );
  },
  behaviour: async (ctx) => <BehaviourView settings={await listSettings(ctx)} />,
  ledger: async (ctx) => (
    <>
      <LivePage at={ctx.now().toISOString()} pace="list" />
      <LedgerView ledger={await readLedger(ctx)} />
    </>
  ),
  inbound: async (ctx) => {
    const played = await listPlayed(ctx);
    return (
      <Section
        title="Inbound message"
        description="As if someone had sent a text to one of our numbers: the carrier delivers it to the address registered there."
      >
        <Card>
          <InboundForm carriers={INBOUND_CARRIERS.filter((carrier) => played.includes(carrier))} />
        </Card>
      </Section>
    );
  },
} as const satisfies Record<ViewName, (ctx: Context) => Promise<React.ReactNode>>;
