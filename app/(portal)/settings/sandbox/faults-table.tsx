"use client";

import { Zap } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { formatCount } from "@/components/ui/format";
import type { FaultRule } from "@/lib/services/sandbox-admin/list-faults";
import { removeAllFaultsAction, removeFaultAction } from "./actions";
import { type InForceColumn, InForceTable } from "./in-force-table";
import { SandboxTarget } from "./sandbox-target";

const PERCENT = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 2 });

const COLUMNS: readonly InForceColumn<FaultRule>[] = [
  { label: "What goes wrong", isWide: true, cell: ({ summary }) => <span className="font-medium">{summary}</span> },
  { label: "Carrier", cell: ({ carrierLabel }) => carrierLabel },
  { label: "Calls", cell: ({ calls }) => calls },
  {
    label: "Number",
    cell: ({ number }) => (number ? <SandboxTarget text={number} /> : <span className="text-muted">All</span>),
  },
  { label: "Share", align: "right", cell: ({ probability }) => PERCENT.format(probability) },
  {
    label: "Struck",
    align: "right",
    cell: ({ struck, times }) => `${formatCount(struck)}${times === undefined ? "" : ` of ${formatCount(times)}`}`,
  },
];

export function FaultsTable({ faults }: { faults: readonly FaultRule[] }) {
  return (
    <InForceTable
      noun="fault"
      rows={faults}
      columns={COLUMNS}
      keyOf={({ id }) => id}
      describe={({ summary }) => summary}
      empty={
        <EmptyState icon={Zap} title="No fault is set">
          The simulated carriers answer every call as documented. Add a fault above.
        </EmptyState>
      }
      consequences="From the next call on, the simulated carriers answer as documented."
      remove={({ id }) => removeFaultAction({ id })}
      removeAll={() => removeAllFaultsAction({})}
    />
  );
}
