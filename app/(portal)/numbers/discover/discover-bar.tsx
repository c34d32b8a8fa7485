"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSelection } from "@/components/data-table/selection";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
import type { DriftChoice, DriftRow } from "@/lib/domain/drift";
import { LabelButtons, type LabelRights } from "../../customers/label-buttons";
import { bringInAction, ignoreDiscoveredAction } from "../drifted/actions";
import { type DriftMatching } from "../drifted/drift-bar";

const ACTS = {
  bring: {
    verb: "Bring in",
    done: "Brought in",
    run: bringInAction,
    consequences: "They become ours, with what the carrier reported of them. Nothing is sent to the carrier.",
  },
  ignore: {
    verb: "Ignore",
    done: "Ignored",
    run: ignoreDiscoveredAction,
    consequences: "They stay unknown here, and no later list brings them up again. Nothing is sent to the carrier.",
  },
} as const;
type Act = keyof typeof ACTS;

/** For the selected numbers; where none is selected, for all that match. */
export function DiscoverBar({
  rows,
  matching,
  denial,
  labelRights,
}: {
  rows: readonly DriftRow[];
  matching: DriftMatching;
  denial: string | null;
  labelRights: LabelRights;
}) {
  const router = useRouter();
  const selection = useSelection();
  const [asking, setAsking] = useState<{ act: Act; choice: DriftChoice; count: number } | null>(null);
  const selected = [...(selection?.selected ?? [])];
  const { total, filter, until } = matching;
  const count = selected.length > 0 ? selected.length : total.count;
  const choice: DriftChoice = selected.length > 0 ? { ids: selected } : { filter, until };
  const listed = rows.filter(({ id }) => selected.length === 0 || selection?.isSelected(id));
  const ask = (act: Act) => setAsking({ act, choice, count });
  if (total.count === 0) return null;
  const of = `${formatNoun(count, "number")}${selected.length > 0 || total.isExact ? "" : " or more"}`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button variant="primary" disabledReason={denial} onClick={() => ask("bring")}>
        Bring in {of}…
      </Button>
      <Button disabledReason={denial} onClick={() => ask("ignore")}>
        Ignore {of}…
      </Button>
      {selected.length > 0 && (
        <LabelButtons
          size="md"
          rights={labelRights}
          selection={{
            name: formatNoun(selected.length, "discovered number"),
            source: { list: "given", numbers: [...new Set(listed.map(({ number }) => number))] },
          }}
        />
      )}
      {selected.length > 0 && (
        <Button variant="ghost" onClick={() => selection?.clear()}>
          Clear selection
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => {
            if (!isOpen) setAsking(null);
          }}
          verb={ACTS[asking.act].verb}
          count={asking.count}
          items={listed.map(({ number }) => (
            <TelephoneNumber key={number} e164={number} />
          ))}
          isDanger={false}
          isReasonAsked={asking.count > ONE_CLICK_NUMBERS}
          consequences={ACTS[asking.act].consequences}
          onConfirm={async (reason) => {
            const result = await ACTS[asking.act].run({ choice: asking.choice, reason });
            if (!result.ok) return result;
            toast.success(`${ACTS[asking.act].done} ${formatNoun(result.data.numbers, "number")}`);
            selection?.clear();
            router.refresh();
          }}
        />
      )}
    </div>
  );
}
