"use client";

import { useState } from "react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { SettingRow, SettingValue } from "@/lib/services/sandbox-admin/setting-values";
import { changeSettingsAction } from "./actions";
import { useSandboxAction } from "./use-sandbox-action";

export function AllSettings({ settings }: { settings: readonly SettingRow[] }) {
  const [changing, setChanging] = useState<SettingRow>();
  return (
    <details className="group/all">
      <summary className="w-fit cursor-pointer rounded-sm text-sm font-medium text-accent">
        Show all {settings.length} settings
      </summary>
      <div className="pt-3">
        <Table label="All settings" density="compact" className="max-h-[480px]">
          <TableHead>
            <ColumnHeader label="Setting" isSticky />
            <ColumnHeader label="Value" width="70%" />
            <ColumnHeader label="Actions" isLabelHidden align="right" />
          </TableHead>
          <tbody>
            {settings.map((row) => (
              <Row key={row.path}>
                <Cell isSticky className="font-mono text-xs whitespace-nowrap">
                  {row.path}
                </Cell>
                <Cell className="font-mono text-xs break-all">{JSON.stringify(row.value)}</Cell>
                <Cell align="right">
                  <Button size="sm" variant="ghost" aria-label={`Change ${row.path}`} onClick={() => setChanging(row)}>
                    Change
                  </Button>
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      </div>
      {changing && <SettingDialog row={changing} onClose={() => setChanging(undefined)} />}
    </details>
  );
}

function SettingDialog({ row, onClose }: { row: SettingRow; onClose: () => void }) {
  const [text, setText] = useState(JSON.stringify(row.value, null, 2));
  const { failure, isBusy, run } = useSandboxAction();
  const value = readJson(text);
  const submit = () => {
    if (value === undefined) return;
    run(
      () => changeSettingsAction({ changes: [{ path: row.path, value }] }),
      ({ changed }) => (changed > 0 ? `${row.path} is changed` : null),
      onClose,
    );
  };
  return (
    <Dialog isOpen onOpenChange={onClose} title="Change a setting" size="sm">
      <form
        noValidate
        className="flex flex-col gap-4 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) submit();
        }}
      >
        {failure && <FailureBanner failure={failure} />}
        <Field
          label={<span className="font-mono">{row.path}</span>}
          hint="As JSON: texts in double quotes, times in milliseconds."
          errors={value === undefined ? ["This is not JSON. Texts stand in double quotes."] : undefined}
        >
          <Textarea
            isMono
            rows={text.includes("\n") ? 8 : 2}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            isBusy={isBusy}
            disabledReason={value === undefined ? "Put the value right first." : null}
          >
            Save this setting
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function readJson(text: string): SettingValue | undefined {
  try {
    return JSON.parse(text) as SettingValue;
  } catch {
    return undefined;
  }
}
