"use client";

import { EyeOff } from "lucide-react";
import { COLUMN_ROLES, type ColumnRole, columnRole } from "@/lib/domain/uploads/column-role";
import type { InspectedColumn, UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { Table } from "../data-table/table";
import { cx } from "../ui/cx";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { listColumnHeadings, setRole } from "./mapping-draft";

const ROLES = (Object.keys(COLUMN_ROLES) as ColumnRole[]).map((value) => ({ value, label: COLUMN_ROLES[value] }));

const GUESSES = {
  certain: { text: "Recognized", tone: "text-muted" },
  likely: { text: "A guess: please look", tone: "text-pending" },
  open: { text: "Not recognized", tone: "text-faint" },
} as const satisfies Record<InspectedColumn["confidence"], { text: string; tone: string }>;

/** The first rows as the file has them, with one choice per column of what it holds. */
export function ColumnTable({
  inspection,
  mapping,
  remembered,
  onChange,
}: {
  inspection: UploadInspection;
  mapping: UploadMapping;
  /** The roles that a person chose last under these headings, where the map starts with them. */
  remembered: readonly ColumnRole[] | null;
  onChange: (mapping: UploadMapping) => void;
}) {
  const { columns, firstRows } = inspection;
  const headings = listColumnHeadings(inspection, mapping.headerLine);
  const name = (index: number) => headings[index] ?? `Column ${index + 1}`;
  return (
    <section aria-label="Columns" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 className="text-base font-semibold text-ink">Columns and first rows</h2>
        <Field label="Header" className="w-40">
          <Select
            options={[
              { value: "", label: "No header" },
              ...firstRows.slice(0, 20).map(({ line }) => ({ value: String(line), label: `Line ${line}` })),
            ]}
            value={mapping.headerLine === null ? "" : String(mapping.headerLine)}
            onChange={(event) =>
              onChange({ ...mapping, headerLine: event.target.value === "" ? null : Number(event.target.value) })
            }
          />
        </Field>
      </div>
      <Table label="First rows of the file" isStacked={false} className="max-h-[34rem]">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-[3] w-px border-b border-line bg-sunken px-3 py-2 text-right align-bottom text-xs font-medium text-muted"
            >
              Line
            </th>
            {columns.map((column) => (
              <ColumnChoice
                key={column.index}
                column={column}
                name={name(column.index)}
                role={mapping.columns[column.index] ?? "ignore"}
                isAsked={column.role === "number" && !mapping.columns.includes("number")}
                isRemembered={remembered?.[column.index] === (mapping.columns[column.index] ?? "ignore")}
                onChange={(role) => onChange(setRole(mapping, column.index, role))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {firstRows
            .filter(({ line }) => line !== mapping.headerLine)
            .map(({ line, cells }) => {
              const isAbove = mapping.headerLine !== null && line < mapping.headerLine;
              return (
                <tr key={line} className="group/row h-8">
                  <td className="sticky left-0 z-[1] border-b border-line bg-surface px-3 text-right text-xs whitespace-nowrap text-muted">
                    {isAbove ? `${line} (left out)` : line}
                  </td>
                  {columns.map(({ index }) => (
                    <td
                      key={index}
                      title={cells[index]}
                      className={cx(
                        "max-w-64 truncate border-b border-line px-3 font-mono text-xs",
                        (isAbove || mapping.columns[index] === "ignore") && "text-faint",
                      )}
                    >
                      {cells[index]}
                    </td>
                  ))}
                </tr>
              );
            })}
        </tbody>
      </Table>
    </section>
  );
}

function ColumnChoice({
  column,
  name,
  role,
  isAsked,
  isRemembered,
  onChange,
}: {
  column: InspectedColumn;
  name: string;
  role: ColumnRole;
  /** It may hold the numbers, and nobody has said which column does. */
  isAsked: boolean;
  isRemembered: boolean;
  onChange: (role: ColumnRole) => void;
}) {
  const guess = isAsked
    ? { text: "Not chosen yet", tone: "text-pending" }
    : role !== column.role
      ? { text: isRemembered ? "As last time" : "Your choice", tone: "text-accent" }
      : role === "ignore" && column.confidence !== "open"
        ? { text: "Not used", tone: "text-faint" }
        : GUESSES[column.confidence];
  return (
    <th
      scope="col"
      className="sticky top-0 z-[2] min-w-44 border-b border-line bg-sunken px-2 py-2 text-left align-bottom font-medium"
    >
      <span className="flex flex-col gap-1">
        <span className="flex items-center gap-1 px-1 text-xs font-semibold text-ink">
          <span className="max-w-48 truncate" title={name}>
            {name}
          </span>
          {column.isHidden && (
            <span className="inline-flex items-center gap-0.5 font-normal text-pending">
              <EyeOff aria-hidden className="size-3" /> hidden
            </span>
          )}
        </span>
        <Select
          aria-label={`What ${name} holds`}
          options={ROLES}
          value={role}
          onChange={(event) => onChange(columnRole.parse(event.target.value))}
        />
        <span className={cx("px-1 text-2xs font-normal", guess.tone)}>{guess.text}</span>
      </span>
    </th>
  );
}
