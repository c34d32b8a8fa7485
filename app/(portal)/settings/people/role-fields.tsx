import { ROLE_LABELS, ROLES, type Role } from "@/lib/domain/permissions";
import type { SelectOption } from "@/components/ui/select";

export const ROLE_OPTIONS: readonly SelectOption[] = ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }));

/** What each role can do, in one sentence. */
export const ROLE_DESCRIPTIONS = {
  viewer: "Views numbers, orders and inventory.",
  support: "Also checks numbers at the carriers, sends test messages and reads the audit log.",
  "account-manager": "Also orders numbers, turns SMS on and off, imports numbers and settles unknown results.",
  administrator: "Also manages people and carrier accounts.",
} as const satisfies Record<Role, string>;
