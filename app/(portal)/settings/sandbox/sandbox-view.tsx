import { LivePage } from "@/components/live/live-page";
import { ErrorState } from "@/components/feedback/error-state";
import { Card, Section } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { describeSandbox } from "@/lib/services/sandbox-admin/describe-sandbox";
import { listFaults } from "@/lib/services/sandbox-admin/list-faults";
import { listOutcomes } from "@/lib/services/sandbox-admin/list-outcomes";
import { listSettings } from "@/lib/services/sandbox-admin/list-settings";
import { readLedger } from "@/lib/services/sandbox-admin/read-ledger";
import { ChangeForm } from "./change-form";
import { FaultForm } from "./fault-form";
import { FaultsTable } from "./faults-table";
import { InboundForm } from "./inbound-form";
import { LedgerView } from "./ledger-view";
import { OutcomeForm } from "./outcome-form";
import { OutcomesTable } from "./outcomes-table";
import { SettingsForm } from "./settings-form";
import type { ViewName } from "./view-links";

/** One part of the page. A sandbox that does not answer is reported here; the rest of the page works. */
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
          safe="Orders wait and continue when the carriers answer again."
        />
      </Card>
    );
  }
}

const READERS = {
  outcomes: async (ctx) => {
    const [outcomes, { carriers }] = await Promise.all([listOutcomes(ctx), describeSandbox(ctx)]);
    return (
      <Section
        title="Outcome for these numbers"
        description="What happens with a number or campaign whenever a call is about it, until the outcome is removed."
      >
        <Card>
          <OutcomeForm carriers={carriers} />
        </Card>
        <OutcomesTable outcomes={outcomes} />
      </Section>
    );
  },
  changes: async (ctx) => {
    const { carriers } = await describeSandbox(ctx);
    return (
      <Section
        title="Change behind the portal's back"
        description="As if the carrier, or somebody else, had changed these numbers. The portal learns of it with its next reading. A campaign ends or is suspended by an outcome: its event status."
      >
        <Card>
          <ChangeForm carriers={carriers.filter(({ changes }) => changes.length > 0)} />
        </Card>
      </Section>
    );
  },
  faults: async (ctx) => {
    const [rules, { carriers, faults }] = await Promise.all([listFaults(ctx), describeSandbox(ctx)]);
    return (
      <Section
        title="Faults"
        description="What goes wrong with calls: lost answers, errors, limits, unrelated content."
      >
        <Card>
          <FaultForm carriers={carriers} faults={faults} />
        </Card>
        <FaultsTable faults={rules} />
      </Section>
    );
  },
  settings: async (ctx) => {
    const [rows, { settings }] = await Promise.all([listSettings(ctx), describeSandbox(ctx)]);
    const values = new Map(rows.map(({ path, value }) => [path, value]));
    return (
      <Section
        title="Delays and limits"
        description="How long the carriers take, and how they behave where their documents leave a point open. Calls above a limit are refused with 429; a burst lets that many pass at once."
      >
        <div className="grid items-start gap-4 lg:grid-cols-2">
          {settings.map(({ title, fields }) => {
            const own = fields.map(({ path }) => values.get(path) ?? null);
            const named = fields.map((field) => ({ ...field, name: field.path }));
            // A value changed by someone else starts the form again.
            return <SettingsForm key={title + JSON.stringify(own)} title={title} fields={named} values={own} />;
          })}
        </div>
      </Section>
    );
  },
  ledger: async (ctx) => (
    <>
      <LivePage at={ctx.now().toISOString()} pace="list" />
      <LedgerView ledger={await readLedger(ctx)} />
    </>
  ),
  inbound: async (ctx) => {
    const { carriers } = await describeSandbox(ctx);
    return (
      <Section
        title="Inbound message"
        description="As if someone had sent a text to one of our numbers: the carrier delivers it to the address registered there."
      >
        <Card>
          <InboundForm carriers={carriers.filter(({ deliversInbound }) => deliversInbound)} />
        </Card>
      </Section>
    );
  },
} as const satisfies Record<ViewName, (ctx: Context) => Promise<React.ReactNode>>;
