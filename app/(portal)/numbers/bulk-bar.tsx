"use client";

import { Copy, FileUp, RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { SelectionBar, useSelection } from "@/components/data-table/selection";
import { settleAction } from "@/components/feedback/settle-action";
import { handOverNumbers } from "@/components/number-input/draft-store";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { AccountChoice } from "@/lib/domain/account-choice";
import { ORDER_KINDS } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { refreshNumbersAction } from "./actions";
import { LabelButtons, type LabelRights } from "../customers/label-buttons";
import { MAX_REFRESHED_AT_ONCE } from "@/lib/domain/refresh-run";
import { OrderDialog } from "./order-dialog";
import { RefreshMatching } from "./refresh-matching";
import { useStartRefresh } from "./refresh-progress";
import { describeAll, type Matching, SelectMatching, useAllMatching } from "./select-matching";

const toNumbers = (ids: readonly string[]): PhoneNumber[] => ids.map((id) => phoneNumber.parse(id));

/** What can be done with the selected numbers. */
export function BulkBar({
  smsAccounts,
  denial,
  refreshDenial,
  matching,
  labelRights,
}: {
  smsAccounts: readonly AccountChoice[];
  denial: string | null;
  refreshDenial: string | null;
  matching: Matching | null;
  labelRights?: LabelRights;
}) {
  const router = useRouter();
  const selection = useSelection();
  const [kind, setKind] = useState<"sms-enable" | "sms-disable" | null>(null);
  const [isReading, startReading] = useTransition();
  const { start, isStarting } = useStartRefresh();
  const refresh = (selected: readonly string[]) => {
    if (selected.length > MAX_REFRESHED_AT_ONCE)
      return start({
        name: formatNoun(selected.length, "selected number"),
        source: { list: "given", numbers: toNumbers(selected) },
      });
    startReading(async () => {
      const result = await settleAction(refreshNumbersAction({ numbers: toNumbers(selected) }));
      if (!result.ok) toast.error(result.error.message);
      else if (result.data.failures.length > 0) toast.warning(`Not all was read. ${result.data.failures.join(" ")}`);
      else toast.success(`The carriers reported on ${result.data.read} of ${formatNoun(selected.length, "number")}.`);
      router.refresh();
    });
  };
  const all = useAllMatching(matching);
  const matchingTools = (selected: readonly string[]) =>
    matching && <SelectMatching matching={matching} all={all} selected={selected} denial={denial} />;
  const smsDenial = denial ?? (smsAccounts.length === 0 ? "No carrier account in use can turn SMS on or off." : null);
  return (
    <>
      <SelectionBar noun="selected" text={all.isAll && matching ? describeAll(matching) : undefined}>
        {(selected) =>
          all.isAll ? (
            <>
              {matchingTools(selected)}
              {matching && labelRights && (
                <LabelButtons
                  rights={labelRights}
                  selection={{ name: matching.title.slice(0, 300), source: { list: "numbers", query: matching.query } }}
                />
              )}
              {matching && <RefreshMatching matching={matching} denial={refreshDenial} />}
            </>
          ) : (
            <>
              {matchingTools(selected)}
              <Button
                size="sm"
                icon={<Copy aria-hidden />}
                onClick={() => void copyText(selected.join("\n"), formatNoun(selected.length, "number"))}
              >
                Copy numbers
              </Button>
              <Button
                size="sm"
                icon={<RefreshCw aria-hidden />}
                isBusy={isReading || isStarting}
                disabledReason={refreshDenial}
                onClick={() => refresh(selected)}
              >
                Refresh
              </Button>
              {labelRights && (
                <LabelButtons
                  rights={labelRights}
                  selection={{
                    name: formatNoun(selected.length, "selected number"),
                    source: { list: "given", numbers: toNumbers(selected) },
                  }}
                />
              )}
              <Button
                size="sm"
                icon={<FileUp aria-hidden />}
                disabledReason={denial}
                onClick={() => router.push(handOverNumbers("import", toNumbers(selected)))}
              >
                {ORDER_KINDS.import.action}…
              </Button>
              <Button
                size="sm"
                disabledReason={denial}
                onClick={() => router.push(handOverNumbers("campaign-assign", toNumbers(selected)))}
              >
                {ORDER_KINDS["campaign-assign"].action}…
              </Button>
              <Button size="sm" disabledReason={smsDenial} onClick={() => setKind("sms-disable")}>
                {ORDER_KINDS["sms-disable"].action}…
              </Button>
              <Button size="sm" variant="primary" disabledReason={smsDenial} onClick={() => setKind("sms-enable")}>
                {ORDER_KINDS["sms-enable"].action}…
              </Button>
            </>
          )
        }
      </SelectionBar>
      {kind && (
        <OrderDialog
          kind={kind}
          accounts={smsAccounts}
          numbers={toNumbers([...(selection?.selected ?? [])])}
          onClose={() => setKind(null)}
          onPlaced={({ ref }) => {
            selection?.clear();
            router.push(`/orders/${ref}`);
          }}
        />
      )}
    </>
  );
}
