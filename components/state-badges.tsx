"use client";

import { CircleDashed, CircleSlash, LoaderCircle, type LucideIcon, PieChart } from "lucide-react";
import { STATES } from "@/lib/domain/labels";
import type { ItemState, OrderStatus } from "@/lib/domain/order";
import { StateBadge } from "./ui/state-badge";

const ORDER_ICONS: Partial<Record<OrderStatus, LucideIcon>> = {
  DRAFT: CircleDashed,
  PROCESSING: LoaderCircle,
  PARTIAL: PieChart,
  CANCELLED: CircleSlash,
};

export const OrderStatusBadge = ({ status }: { status: OrderStatus }) => (
  <StateBadge {...STATES.order[status]} icon={ORDER_ICONS[status]} raw={status} />
);

export const ItemStateBadge = ({ state, raw }: { state: ItemState; raw?: string | null }) => (
  <StateBadge {...STATES.item[state]} icon={state === "skipped" ? CircleSlash : undefined} raw={raw} look="plain" />
);
