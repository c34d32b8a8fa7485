import { findDenial, type Role } from "@/lib/domain/permissions";

/** Why this role may not do something; null where it may. */
export type NumberRights = {
  order: string | null;
  refresh: string | null;
  send: string | null;
  customer: string | null;
  annotate: string | null;
};

export const readRights = (role: Role): NumberRights => ({
  order: findDenial(role, "orders:write"),
  refresh: findDenial(role, "numbers:refresh"),
  send: findDenial(role, "messages:send"),
  customer: findDenial(role, "customers:write"),
  annotate: findDenial(role, "numbers:annotate"),
});
