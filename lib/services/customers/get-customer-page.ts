import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows } from "@/lib/db/sql";
import { ORDER_KINDS, orderKind } from "@/lib/domain/order";
import type { Preferences } from "@/lib/domain/preferences";
import { type CapableAccount, listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { listNumbers, type NumberPage } from "@/lib/services/numbers/list-numbers";
import type { NumberQuery } from "@/lib/services/numbers/number-query";
import { readSilence } from "@/lib/services/messages/silence";
import { readPreferences } from "@/lib/services/people/preferences";
import { listCustomerUploads, ordersOfCustomer } from "@/lib/services/uploads/list-customer-uploads";
import { type CustomerView, findCustomer } from "./get-customer";

export type CustomerPageView = {
  customer: CustomerView;
  page: NumberPage;
  smsAccounts: CapableAccount[];
  preferences: Preferences;
  silentDays: number;
  uploads: Awaited<ReturnType<typeof listCustomerUploads>>;
  orders: readonly { id: string; ref: string; label: string; createdAt: string }[];
};

/** A customer with a page of its numbers and what stands around them, all of one moment. Null: there is none. */
export const getCustomerPage = (ctx: Context, id: string, query: NumberQuery): Promise<CustomerPageView | null> =>
  inSnapshot(ctx, async (snapshot) => {
    const customer = await findCustomer(snapshot, id);
    if (!customer) return null;
    const [page, smsAccounts, preferences, orders, uploads, silence] = await Promise.all([
      listNumbers(snapshot, query),
      listCapableAccounts(snapshot, { capabilities: ["sms-enable", "sms-disable"] }),
      readPreferences(snapshot),
      listOrders(snapshot, id),
      listCustomerUploads(snapshot, id, { most: UPLOADS_SHOWN }),
      readSilence(snapshot),
    ]);
    return { customer, page, smsAccounts, preferences, orders, uploads, silentDays: silence.days };
  });

const ORDERS_SHOWN = 8;
const UPLOADS_SHOWN = 5;

const orderRow = z.object({ id: z.string(), ref: z.string(), kind: orderKind, created_at: z.date() });

/** The latest orders with some of the customer's first numbers. */
async function listOrders({ sql }: Pick<Context, "sql">, id: string): Promise<CustomerPageView["orders"]> {
  const rows = await queryRows(sql, orderRow)`
    SELECT o.id, o.ref, o.kind, o.created_at FROM orders o WHERE o.id IN (${ordersOfCustomer(id)}) ORDER BY o.created_at DESC, o.id LIMIT ${ORDERS_SHOWN}`;
  return rows.map(({ kind, created_at, ...row }) => ({
    ...row,
    label: ORDER_KINDS[kind].label,
    createdAt: created_at.toISOString(),
  }));
}
