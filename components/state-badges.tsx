"use client";

import { CircleDashed, CircleSlash, LoaderCircle, PieChart } from "lucide-react";
import type { ItemState, OrderStatus } from "@/lib/domain/order";
import { SMS_LOOKS } from "@/lib/domain/service-labels";
import type { SmsState, Tone } from "@/lib/domain/service-state";
import { StateBadge } from "./ui/state-badge";

const ORDER_TONES = {
  DRAFT: { tone: "neutral", label: "Draft", icon: CircleDashed },
  RECEIVED: { tone: "pending", label: "Received" },
  PROCESSING: { tone: "pending", label: "Processing", icon: LoaderCircle },
  COMPLETE: { tone: "good", label: "Complete" },
  PARTIAL: { tone: "bad", label: "Partial", icon: PieChart },
  FAILED: { tone: "bad", label: "Failed" },
  CANCELLED: { tone: "neutral", label: "Cancelled", icon: CircleSlash },
} as const satisfies Record<OrderStatus, { tone: Tone; label: string; icon?: unknown }>;

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  return <StateBadge {...ORDER_TONES[status]} raw={status} />;
}

const ITEM_TONES = {
  queued: { tone: "neutral", label: "Queued" },
  sending: { tone: "pending", label: "Sending" },
  accepted: { tone: "pending", label: "Accepted" },
  confirmed: { tone: "good", label: "Confirmed" },
  failed: { tone: "bad", label: "Failed" },
  skipped: { tone: "neutral", label: "Skipped", icon: CircleSlash },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<ItemState, { tone: Tone; label: string; icon?: unknown }>;

export function ItemStateBadge({ state, raw }: { state: ItemState; raw?: string | null }) {
  return <StateBadge {...ITEM_TONES[state]} raw={raw} look="plain" />;
}

/** SMS at a carrier; `raw` is the carrier's own word. */
export function SmsStateBadge({ state, raw }: { state: SmsState | "unknown"; raw?: string | null }) {
  return <StateBadge {...SMS_LOOKS[state]} raw={raw ?? state} look="plain" />;
}
