import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, Clock, type LucideIcon } from "lucide-react";
import type { Tone } from "@/lib/domain/service-state";
import { cx } from "./cx";

/** The icon of each tone: state is never shown by color alone. */
export const TONE_ICONS = {
  good: CircleCheck,
  pending: Clock,
  bad: CircleAlert,
  unknown: CircleHelp,
  neutral: CircleDashed,
} as const satisfies Record<Tone, LucideIcon>;

export const TONE_TEXT = {
  good: "text-good",
  pending: "text-pending",
  bad: "text-bad",
  unknown: "text-unknown",
  neutral: "text-neutral",
} as const satisfies Record<Tone, string>;

export const TONE_SOFT = {
  good: "bg-good-soft text-good border-good-line",
  pending: "bg-pending-soft text-pending border-pending-line",
  bad: "bg-bad-soft text-bad border-bad-line",
  unknown: "bg-unknown-soft text-unknown border-unknown-line",
  neutral: "bg-neutral-soft text-neutral border-neutral-line",
} as const satisfies Record<Tone, string>;

const TONE_SOLID = {
  good: "bg-good-solid",
  pending: "bg-pending-solid",
  bad: "bg-bad-solid",
  unknown: "bg-unknown-solid",
  neutral: "bg-neutral-solid",
} as const satisfies Record<Tone, string>;

/** 6 px, beside the text that says the same. */
export const ToneDot = ({ tone, className }: { tone: Tone; className?: string }) => (
  <span aria-hidden className={cx("inline-block size-1.5 shrink-0 rounded-full", TONE_SOLID[tone], className)} />
);
