"use client";

import { useState } from "react";
import { CapacityMeter } from "@/components/campaigns/capacity-meter";
import { StandingBadge } from "@/components/campaigns/entry-badges";
import { ChooseFirst } from "@/components/number-input/review-card";
import { replaceInUrl } from "@/components/number-input/use-once-in-url";
import { OrderForm } from "@/components/orders/order-form";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { AssignTarget } from "@/lib/services/campaigns/list-targets";
import { AssignReview } from "./assign-review";

type Props = { targets: readonly AssignTarget[]; target?: string; given?: string };

export function AssignForm({ targets, target, given }: Props) {
  const [id, setId] = useState(
    targets.find((one) => one.id === target)?.id ?? (targets.length === 1 ? targets[0]?.id : undefined) ?? "",
  );
  const chosen = targets.find((one) => one.id === id);
  return (
    <OrderForm
      draft="assign"
      given={given}
      head={
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <Field label="Campaign" className="w-full sm:w-96">
            <Select
              placeholder={id === "" ? "Choose a campaign" : undefined}
              options={targets.map((one) => ({
                value: one.id,
                label: `${one.campaignId} · ${one.brandName} · ${one.description} (${one.mode})`,
              }))}
              value={id}
              onChange={(event) => {
                setId(event.target.value);
                replaceInUrl({ campaign: event.target.value });
              }}
            />
          </Field>
          {chosen && (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <CapacityMeter room={chosen} />
              <StandingBadge standing={chosen.standing} event={chosen.event} />
            </div>
          )}
        </div>
      }
      review={(input) =>
        chosen ? <AssignReview key={chosen.id} target={chosen} input={input} /> : <ChooseFirst what="a campaign" />
      }
    />
  );
}
