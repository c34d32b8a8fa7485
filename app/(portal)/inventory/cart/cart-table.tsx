"use client";

import { useState } from "react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { Table, TableHead } from "@/components/data-table/table";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import { type CartChange, type CartLine, countLine } from "@/lib/domain/cart";
import { CartRow } from "./cart-row";

export type GatewayChoice = { route: string; label: string };

const spell = ({ route, label }: GatewayChoice) => (label === route ? route : `${label} (${route})`);

/** The lines of the cart, each with its gateway. */
export function CartTable({
  accountId,
  lines,
  isBusy,
  denial,
  onChange,
}: {
  accountId: string;
  lines: readonly CartLine[];
  isBusy: boolean;
  denial: string | null;
  onChange: (...changes: CartChange[]) => void;
}) {
  const [isEmptying, setIsEmptying] = useState(false);
  const gateways = useInventoryQuery<GatewayChoice[]>("gateways", { accountId }, { staleTime: 600_000 });
  const options = (gateways.data ?? []).map((gateway) => ({ value: gateway.route, label: spell(gateway) }));
  const count = lines.reduce((sum, line) => sum + countLine(line), 0);
  return (
    <section aria-label="Lines of the cart" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted tabular-nums" aria-live="polite">
          {formatNoun(count, "number")} in {formatNoun(lines.length, "line")}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {lines.length > 1 && (
            <Select
              aria-label="One gateway for all lines"
              className="w-56"
              placeholder="One gateway for all lines"
              options={[{ value: "default", label: "The carrier's default" }, ...options]}
              value=""
              onChange={({ target: { value } }) => {
                const route = value === "default" ? null : value;
                if (value !== "") onChange(...lines.map(({ id }) => ({ do: "set-route", lineId: id, route }) as const));
              }}
            />
          )}
          <Button size="sm" disabledReason={denial} onClick={() => setIsEmptying(true)}>
            Empty the cart
          </Button>
        </div>
      </div>
      {gateways.error && (
        <p role="status" className="text-sm text-bad">
          The gateways could not be read: {gateways.error.message} Lines keep the ones they have.
        </p>
      )}
      <Table label="Cart" isBusy={isBusy}>
        <TableHead>
          <ColumnHeader label="Numbers" place="name" />
          <ColumnHeader label="How many" align="right" width="110px" />
          <ColumnHeader label="Gateway for calls" width="220px" />
          <ColumnHeader label="Remove" isLabelHidden width="48px" />
        </TableHead>
        {lines.map((line) => (
          <CartRow
            key={line.id}
            line={line}
            gateways={options}
            isReading={gateways.isPending}
            denial={denial}
            onChange={onChange}
          />
        ))}
      </Table>
      <ConfirmDialog
        isOpen={isEmptying}
        onOpenChange={setIsEmptying}
        verb="Take out"
        noun={["line", "lines"]}
        count={lines.length}
        items={[]}
        isReasonAsked={false}
        consequences="The cart is empty then. Nothing was ordered, and nothing is reserved."
        onConfirm={async () => onChange({ do: "empty" })}
      />
    </section>
  );
}
