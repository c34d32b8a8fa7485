"use client";

import { ClipboardList, Copy, Table2 } from "lucide-react";
import { SelectionBar } from "@/components/data-table/selection";
import { ExportMenu } from "@/components/exports/export-menu";
import { useSpell } from "@/components/numbers/verdict-sentence";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-button";
import { formatNoun } from "@/components/ui/format";
import { Menu, MenuItem } from "@/components/ui/menu";
import { LOOKUP_CAUSES, LOOKUP_GROUP_LABELS } from "@/lib/domain/lookup-answers";
import { type AnsweredRow, listNumbers } from "@/lib/domain/lookup-filter";
import type { LookupPage } from "@/lib/domain/lookup-view";
import { LabelButtons, type LabelRights } from "../../customers/label-buttons";
import { OrderSelection } from "../../uploads/order-selection";

/** What can be done with the rows that are shown. */
export function LookupTools({
  page: { head },
  shown,
  filter,
  orderDenial,
  labelRights,
}: {
  page: LookupPage;
  shown: readonly AnsweredRow[];
  filter: string;
  orderDenial: string | null;
  labelRights: LabelRights;
}) {
  const numbers = listNumbers(shown);
  return (
    <>
      {numbers.length > 0 && (
        <LabelButtons
          size="md"
          rights={labelRights}
          selection={{ name: head.name, source: { list: "lookup", lookupId: head.id, query: filter } }}
        />
      )}
      <CopyRows rows={shown} />
      <ExportMenu href={`/api/lookups/${head.id}/export${filter && `?${filter}`}`} />
      <OrderSelection
        label={`Act on ${formatNoun(numbers.length, "number")}…`}
        variant="primary"
        size="md"
        denial={numbers.length === 0 ? "There is no number in these rows." : orderDenial}
        selection={{ name: head.name, source: { list: "lookup", lookupId: head.id, query: filter } }}
      />
    </>
  );
}

/** What can be done with the selected rows. */
export function LookupSelection({
  rows,
  name,
  orderDenial,
  labelRights,
}: {
  rows: readonly AnsweredRow[];
  name: string;
  orderDenial: string | null;
  labelRights: LabelRights;
}) {
  return (
    <SelectionBar>
      {(selected) => {
        const chosen = new Set(selected);
        const own = rows.filter(({ row }) => chosen.has(String(row.seq)));
        const numbers = listNumbers(own);
        return (
          <>
            {numbers.length > 0 && (
              <LabelButtons
                rights={labelRights}
                selection={{ name: `Selected of ${name}`.slice(0, 300), source: { list: "given", numbers } }}
              />
            )}
            <CopyRows rows={own} />
            <OrderSelection
              label={`Act on ${formatNoun(numbers.length, "number")}…`}
              variant="primary"
              denial={orderDenial}
              selection={{ name: `Selected of ${name}`, source: { list: "given", numbers } }}
            />
          </>
        );
      }}
    </SelectionBar>
  );
}

function CopyRows({ rows }: { rows: readonly AnsweredRow[] }) {
  const spell = useSpell();
  const numbers = listNumbers(rows);
  const writeTable = () =>
    [
      ["Number", "State", "Verdict", "Cause", "Customer", "Tags"],
      ...rows.map(({ row, group, answer, customer, tags }) => [
        row.number ?? row.original,
        LOOKUP_GROUP_LABELS[group].label,
        row.problem ?? (answer ? spell(answer.sentence) : ""),
        answer && answer.cause !== "works" ? LOOKUP_CAUSES[answer.cause] : "",
        customer?.name ?? "",
        tags.map(({ name }) => name).join("; "),
      ]),
    ]
      .map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, " ")).join("\t"))
      .join("\n");
  return (
    <Menu trigger={<Button icon={<Copy aria-hidden />}>Copy</Button>}>
      <MenuItem
        icon={<ClipboardList aria-hidden />}
        isDisabled={numbers.length === 0}
        onSelect={() => void copyText(numbers.join("\n"), formatNoun(numbers.length, "number"))}
      >
        {formatNoun(numbers.length, "number")}
      </MenuItem>
      <MenuItem
        icon={<Table2 aria-hidden />}
        onSelect={() => void copyText(writeTable(), formatNoun(rows.length, "row"))}
      >
        Table with verdicts
      </MenuItem>
    </Menu>
  );
}
