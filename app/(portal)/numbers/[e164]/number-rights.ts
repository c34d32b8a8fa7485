import { can, explainDenial, type Permission, type Role } from "@/lib/domain/permissions";

/** Why this role may not do something; null where it may. */
export type NumberRights = {
  order: string | null;
  refresh: string | null;
  send: string | null;
  customer: string | null;
  annotate: string | null;
};

const deny = (role: Role, permission: Permission) => (can(role, permission) ? null : explainDenial(permission));

export const readRights = (role: Role): NumberRights => ({
  order: deny(role, "orders:write"),
  refresh: deny(role, "numbers:refresh"),
  send: deny(role, "messages:send"),
  customer: deny(role, "customers:write"),
  annotate: deny(role, "numbers:annotate"),
});
