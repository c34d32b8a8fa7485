import type { OrderKind } from "./order";

/** What numbers that have just become ours can be sent on to: a form that takes numbers, and the kind of order that it places. */
export type NextStep = { kind: OrderKind; label: string; path: string; form: "sms" | "import" };

/** One line per form. Only those that an account of the portal can carry out are offered. */
export const STEPS_AFTER_PURCHASE: readonly NextStep[] = [
  { kind: "sms-enable", label: "Switch SMS on", path: "/sms?do=on", form: "sms" },
  { kind: "import", label: "Import for messages", path: "/import", form: "import" },
];
