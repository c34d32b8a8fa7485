import { ROLE_LABELS, ROLES, type Role } from "@/lib/domain/permissions";
import type { SelectOption } from "@/components/ui/select";

export const ROLE_OPTIONS: readonly SelectOption[] = ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }));

/** What each role may do, in one sentence. */
export const ROLE_WORDS = {
  viewer: "Sees numbers, orders and inventory.",
  support: "Also checks numbers at the carriers, sends test messages and reads the audit.",
  "account-manager": "Also orders, switches SMS, imports and decides what is unknown.",
  administrator: "Also manages people and carrier accounts.",
} as const satisfies Record<Role, string>;
