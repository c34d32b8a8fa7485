import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const BASE =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors duration-100 select-none [&>svg]:size-3.5 [&>svg]:shrink-0";

const DISABLED = "disabled:opacity-50 aria-disabled:opacity-50";

const VARIANTS = {
  primary: "bg-accent text-on-accent shadow-low hover:bg-accent-strong",
  secondary: "border border-line-strong bg-surface text-ink shadow-low hover:bg-hover active:bg-pressed",
  ghost: "text-muted hover:bg-hover hover:text-ink active:bg-pressed",
  danger: "bg-bad-solid text-on-bad shadow-low hover:brightness-95",
} as const satisfies Record<ButtonVariant, string>;

const SIZES = {
  sm: "h-7 px-2.5 text-xs max-sm:h-10",
  md: "h-8 px-3 text-sm max-sm:h-10",
  lg: "h-10 px-4 text-base",
} as const satisfies Record<ButtonSize, string>;

export const styleButton = (variant: ButtonVariant, size: ButtonSize, className?: string) =>
  cx(BASE, DISABLED, VARIANTS[variant], SIZES[size], className);
