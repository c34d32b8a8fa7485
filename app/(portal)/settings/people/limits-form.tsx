"use client";

import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { MAX_IN_CART, type QuantityLimits } from "@/lib/domain/cart";
import { ROLE_LABELS } from "@/lib/domain/permissions";
import type { Failure } from "@/lib/domain/result";
import { saveQuantityLimitsAction } from "./actions";

const ROLES_THAT_ORDER = ["account-manager", "administrator"] as const;

/** How many numbers each role can order at once. */
export function LimitsForm({ limits }: { limits: QuantityLimits }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const save = (data: FormData) =>
    startTransition(async () => {
      const read = (role: (typeof ROLES_THAT_ORDER)[number]) => Number(String(data.get(role)).replace(/[,\s]/g, ""));
      const result = await settleAction(
        saveQuantityLimitsAction({ "account-manager": read("account-manager"), administrator: read("administrator") }),
      );
      setFailure(result.ok ? null : result.error);
      if (result.ok) toast.success("Limits saved");
    });
  return (
    <Section
      title="Numbers in one order"
      description={`How many numbers each role can have in the cart and order at once, up to ${MAX_IN_CART.toLocaleString("en-US")}. Other roles cannot order.`}
    >
      <Card>
        <form
          className="flex flex-wrap items-end gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) save(new FormData(event.currentTarget));
          }}
        >
          {ROLES_THAT_ORDER.map((role) => (
            <Field key={role} label={ROLE_LABELS[role]} errors={failure?.fields?.[role]} className="w-44">
              <Input name={role} inputMode="numeric" autoComplete="off" defaultValue={limits[role] ?? ""} />
            </Field>
          ))}
          <Button type="submit" isBusy={isBusy}>
            Save limits
          </Button>
        </form>
        {failure && !failure.fields && (
          <div className="mt-3">
            <FailureBanner failure={failure} />
          </div>
        )}
      </Card>
    </Section>
  );
}
