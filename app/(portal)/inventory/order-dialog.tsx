"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSelection } from "@/components/data-table/selection";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { PageBanner } from "@/components/feedback/page-banner";
import { useInventoryQuery } from "@/components/inventory/use-inventory-query";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Select } from "@/components/ui/select";
import type { OrderedNumbers } from "@/lib/domain/inventory-search";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import type { Result } from "@/lib/domain/result";
import { orderNumbersAction } from "./actions";

type Gateway = { route: string; label: string };
type Shortage = Extract<OrderedNumbers, { is: "taken" }>;

/** The last question before money is spent. Numbers that are gone by now are shown, dropped, and can be replaced. */
export function OrderDialog({
  accountId,
  carrierLabel,
  picked,
  onClose,
}: {
  accountId: string;
  carrierLabel: string;
  picked: readonly PhoneNumber[];
  onClose: () => void;
}) {
  const router = useRouter();
  const selection = useSelection();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [numbers, setNumbers] = useState(picked);
  const [route, setRoute] = useState("");
  const [shortage, setShortage] = useState<Shortage | null>(null);
  const gateways = useInventoryQuery<Gateway[]>("gateways", { accountId }, { staleTime: 600_000 });

  const order = async (reason: string): Promise<Result<unknown>> => {
    if (numbers.length === 0)
      return {
        ok: false,
        error: { code: "CONFLICT", message: "Nothing is left to order. Close this and pick others." },
      };
    const result = await orderNumbersAction({ accountId, numbers: [...numbers], route, reason, idempotencyKey });
    if (!result.ok) return result;
    if (result.data.is === "placed") {
      selection?.clear();
      router.push(`/orders/${result.data.orderId}`);
      return result;
    }
    const gone = new Set(result.data.taken);
    setShortage(result.data);
    setNumbers(numbers.filter((number) => !gone.has(number)));
    const rest = numbers.length - gone.size;
    const message =
      rest === 0
        ? "All of them were taken a moment ago. Nothing was ordered."
        : `Nothing was ordered yet: ${formatNoun(gone.size, "number")} ${gone.size === 1 ? "is" : "are"} no longer on offer. Look at what is left, and confirm again.`;
    return { ok: false, error: { code: "CONFLICT", message } };
  };
  const takeSubstitutes = () => {
    if (!shortage) return;
    setNumbers([...numbers, ...shortage.substitutes].sort());
    setShortage({ ...shortage, substitutes: [] });
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      verb="Order"
      count={numbers.length}
      isDanger={false}
      items={numbers.slice(0, 5).map((number) => (
        <TelephoneNumber key={number} e164={number} />
      ))}
      consequences={
        <div className="flex flex-col gap-3">
          <p>
            {carrierLabel} charges for numbers that are ordered. Numbers are not reserved: each is looked up once more
            when you confirm, and counts as ours only once {carrierLabel} lists it.
          </p>
          {shortage && shortage.taken.length > 0 && (
            <PageBanner tone="pending" title={`${formatNoun(shortage.taken.length, "number")} taken by others`}>
              <p className="font-mono text-xs">{shortage.taken.slice(0, 8).map(formatNational).join(", ")}</p>
              {shortage.substitutes.length > 0 && (
                <p className="mt-2 flex flex-wrap items-center gap-2">
                  <Button size="sm" onClick={takeSubstitutes}>
                    Take {formatNoun(shortage.substitutes.length, "number")} of the same exchange instead
                  </Button>
                </p>
              )}
            </PageBanner>
          )}
          <Field
            label="Gateway for calls"
            hint={
              gateways.error
                ? `The gateways could not be read: ${gateways.error.message}`
                : "Where calls to these numbers go."
            }
          >
            <Select
              placeholder={gateways.isPending ? "Reading the gateways" : "The carrier's default"}
              options={(gateways.data ?? []).map((gateway) => ({
                value: gateway.route,
                label: gateway.label === gateway.route ? gateway.route : `${gateway.label} (${gateway.route})`,
              }))}
              value={route}
              onChange={(event) => setRoute(event.target.value)}
            />
          </Field>
        </div>
      }
      onConfirm={order}
    />
  );
}
