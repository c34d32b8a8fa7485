"use client";

import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { useAction } from "@/components/feedback/use-action";
import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import {
  DEFAULT_CAMPAIGN_SECONDS,
  DEFAULT_MESSAGE_SECONDS,
  DEFAULT_UNKNOWN_SECONDS,
  type ExpectedTimes,
  parseSpan,
  spellSpan,
} from "@/lib/domain/expected-times";
import type { Result } from "@/lib/domain/result";
import type { ExpectedTimesView } from "@/lib/services/orders/expected-times";

const HEADS = ["Confirmed", "Toll-free", "Unknown settled"] as const;

type Draft = Readonly<Record<string, string>>;
type Cells = { key: string; label: string; chosen: number | null; usual: number };

/** How long each thing may take before it counts as stuck. An empty field means the time that it shows. */
export function ExpectedTimesForm({
  times,
  onSave,
}: {
  times: ExpectedTimesView;
  onSave: (input: ExpectedTimes) => Promise<Result<void>>;
}) {
  const rows = listRows(times);
  const cells = rows.flatMap(({ cells: own }) => own.flatMap((cell) => cell ?? []));
  const [draft, setDraft] = useState<Draft>(() =>
    Object.fromEntries(cells.map(({ key, chosen }) => [key, chosen === null ? "" : spellSpan(chosen)])),
  );
  const { run, isBusy, failure } = useAction();
  const wrong = cells.find(({ key }) => draft[key]?.trim() && parseSpan(draft[key]) === null);

  const save = () => {
    const read = (key: string) => (draft[key]?.trim() ? parseSpan(draft[key]) : null);
    run(
      () =>
        onSave({
          orders: times.orders.map(({ carrierId, kind }) => ({
            carrierId,
            kind,
            accepted: read(`${carrierId} ${kind} accepted`),
            tollFree: read(`${carrierId} ${kind} tollFree`),
            unknown: read(`${carrierId} ${kind} unknown`),
          })),
          campaign: read("campaign"),
          message: read("message"),
        }),
      () => toast.success("Expected times saved"),
    );
  };
  return (
    <Section
      title="Expected times"
      description="What a carrier has had for longer counts as overdue, for everyone. Write 15 min, 4 h or 3 d; an empty field means the time that it shows."
    >
      <form
        id="expected-times"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && !wrong) save();
        }}
      >
        <Table label="Expected times">
          <TableHead>
            <ColumnHeader label="What" isSticky />
            {HEADS.map((head) => (
              <ColumnHeader key={head} label={head} width="9rem" />
            ))}
          </TableHead>
          <tbody>
            {rows.map(({ name, cells: own }) => (
              <Row key={name}>
                <Cell isSticky>
                  <span className="whitespace-nowrap">{name}</span>
                </Cell>
                {own.map((cell, column) => (
                  <Cell key={column} label={cell ? HEADS[column] : undefined}>
                    {cell && (
                      <Input
                        aria-label={`${name}: ${cell.label}`}
                        aria-invalid={wrong?.key === cell.key || undefined}
                        placeholder={spellSpan(cell.usual)}
                        value={draft[cell.key] ?? ""}
                        onChange={(event) => setDraft({ ...draft, [cell.key]: event.target.value })}
                        autoComplete="off"
                        className="w-28"
                      />
                    )}
                  </Cell>
                ))}
              </Row>
            ))}
          </tbody>
        </Table>
        {wrong && (
          <p role="alert" className="text-sm text-bad">
            “{draft[wrong.key]}” is not a time. Write one such as 15 min, 4 h or 3 d.
          </p>
        )}
        {failure && <FailureBanner failure={failure} />}
        <Button type="submit" isBusy={isBusy} className="self-start" aria-label="Save: Expected times">
          Save
        </Button>
      </form>
    </Section>
  );
}

function listRows({ orders, campaign, message }: ExpectedTimesView): { name: string; cells: (Cells | null)[] }[] {
  return [
    ...orders.map(({ carrierId, carrierLabel, kind, kindLabel, defaults, chosen }) => {
      const cell = (name: "accepted" | "tollFree" | "unknown", label: string, usual: number) => ({
        key: `${carrierId} ${kind} ${name}`,
        label,
        chosen: chosen[name],
        usual,
      });
      return {
        name: `${carrierLabel}: ${kindLabel}`,
        cells: [
          cell("accepted", "confirmed", defaults.accepted),
          cell("tollFree", "toll-free", defaults.tollFree),
          cell("unknown", "unknown settled", DEFAULT_UNKNOWN_SECONDS),
        ],
      };
    }),
    {
      name: "Campaign: ready",
      cells: [{ key: "campaign", label: "ready", chosen: campaign, usual: DEFAULT_CAMPAIGN_SECONDS }, null, null],
    },
    {
      name: "Message: receipt",
      cells: [{ key: "message", label: "receipt", chosen: message, usual: DEFAULT_MESSAGE_SECONDS }, null, null],
    },
  ];
}
