import { z } from "zod";

export const ROLES = ["viewer", "support", "account-manager", "administrator"] as const;
export type Role = (typeof ROLES)[number];
export const role = z.enum(ROLES);

export const ROLE_LABELS = {
  viewer: "Viewer",
  support: "Support",
  "account-manager": "Account manager",
  administrator: "Administrator",
} as const satisfies Record<Role, string>;

/** Every permission and the roles that have it. A page, handler or action names exactly one. */
const GRANTS = {
  "numbers:read": ["viewer", "support", "account-manager", "administrator"],
  "numbers:refresh": ["support", "account-manager", "administrator"],
  "numbers:annotate": ["support", "account-manager", "administrator"],
  "customers:write": ["account-manager", "administrator"],
  "orders:read": ["viewer", "support", "account-manager", "administrator"],
  "orders:write": ["account-manager", "administrator"],
  "orders:decide": ["account-manager", "administrator"],
  "inventory:read": ["viewer", "support", "account-manager", "administrator"],
  "messages:send": ["support", "account-manager", "administrator"],
  "campaigns:write": ["account-manager", "administrator"],
  "audit:read": ["support", "account-manager", "administrator"],
  "accounts:manage": ["administrator"],
  "people:manage": ["administrator"],
  "sandbox:manage": ["administrator"],
  "self:manage": ["viewer", "support", "account-manager", "administrator"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;
export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

export const can = (role: Role, permission: Permission) => (GRANTS[permission] as readonly Role[]).includes(role);

/** Why a button is disabled. */
export const explainDenial = (permission: Permission) =>
  `Requires the role ${GRANTS[permission].map((r) => ROLE_LABELS[r]).join(" or ")}.`;

/** Why a button is disabled for this role; null where it is not. */
export const findDenial = (role: Role, permission: Permission) =>
  can(role, permission) ? null : explainDenial(permission);
