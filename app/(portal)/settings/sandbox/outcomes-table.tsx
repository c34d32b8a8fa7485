"use client";

import { Route } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import type { OutcomeRow } from "@/lib/services/sandbox-admin/list-outcomes";
import { removeAllOutcomesAction, removeOutcomeAction } from "./actions";
import { type InForceColumn, InForceTable } from "./in-force-table";
import { SandboxTarget } from "./sandbox-target";

const COLUMNS: readonly InForceColumn<OutcomeRow>[] = [
  { label: "Number or campaign", cell: ({ key }) => <SandboxTarget text={key} /> },
  { label: "Carrier", cell: ({ carrierLabel }) => carrierLabel },
  { label: "Outcome", isWide: true, cell: ({ label }) => label },
];

export function OutcomesTable({ outcomes }: { outcomes: readonly OutcomeRow[] }) {
  return (
    <InForceTable
      noun="outcome"
      rows={outcomes}
      columns={COLUMNS}
      keyOf={({ carrier, key }) => `${carrier} ${key}`}
      describe={({ key, carrierLabel, label }) => `${key}, ${carrierLabel}: ${label}`}
      empty={
        <EmptyState icon={Route} title="No outcome is set">
          Numbers behave as their carrier documents it, or by their last four digits.
        </EmptyState>
      }
      consequences="From the next call on, these numbers behave as any other. What has already happened stays."
      remove={({ carrier, key }) => removeOutcomeAction({ carrier, key })}
      removeAll={() => removeAllOutcomesAction({})}
    />
  );
}
