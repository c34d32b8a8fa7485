"use client";

import { UserCheck, UserX } from "lucide-react";
import type { ItemState } from "@/lib/domain/order";
import { BY_HAND } from "@/lib/domain/order-view";
import { ItemStateBadge } from "../state-badges";
import { StateBadge } from "../ui/state-badge";

/** The state of a number in an order. What a person decided never looks like what the carrier confirmed. */
export function OutcomeBadge({ state, code }: { state: ItemState; code: string | null }) {
  if (code !== BY_HAND) return <ItemStateBadge state={state} />;
  return state === "confirmed" ? (
    <StateBadge tone="neutral" label="Confirmed by hand" icon={UserCheck} look="plain" />
  ) : (
    <StateBadge tone="bad" label="Failed by hand" icon={UserX} look="plain" />
  );
}
