"use client";

import { useState } from "react";
import { CapacityMeter } from "@/components/campaigns/capacity-meter";
import { StandingBadge } from "@/components/campaigns/entry-badges";
import { ChooseFirst } from "@/components/number-input/review-card";
import { NumberInput } from "@/components/number-input/number-input";
import { useNumberDraft } from "@/components/number-input/use-number-draft";
import { replaceInUrl, useOnceInUrl } from "@/components/number-input/use-once-in-url";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useIsHydrated } from "@/components/ui/use-now";
import type { AssignTarget } from "@/lib/services/campaigns/list-targets";
import { AssignReview } from "./assign-review";

type Props = { targets: readonly AssignTarget[]; target?: string; given?: string };

export function AssignForm(props: Props) {
  // The draft lives in the browser alone: the server cannot draw it.
  if (!useIsHydrated()) return <Skeleton className="h-96" />;
  return <AssignFields {...props} />;
}

function AssignFields({ targets, target, given }: Props) {
  const [id, setId] = useState(
    targets.find((one) => one.id === target)?.id ?? (targets.length === 1 ? targets[0]?.id : undefined) ?? "",
  );
  const input = useNumberDraft("assign", { given, readFileUrl: "/api/numbers/read-file" });
  useOnceInUrl("numbers");
  const chosen = targets.find((one) => one.id === id);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-w-0 flex-col gap-4">
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
        <NumberInput input={input} />
      </div>
      {!chosen && <ChooseFirst what="a campaign" />}
      {chosen && <AssignReview key={chosen.id} target={chosen} input={input} />}
    </div>
  );
}
