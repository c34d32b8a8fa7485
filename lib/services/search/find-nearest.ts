import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { findNearest } from "@/lib/domain/nearest-names";
import type { SearchHit } from "@/lib/domain/search-hit";
import { describeNumbers } from "./describe-numbers";
import { findDigits } from "./find-digits";
import { describeOrders } from "./find-orders";
import { readBrands, readCampaigns, readCustomers, readPeople } from "./find-records";
import { readDigits } from "./search-text";

const MOST = 3;
const NAMES = 500;

const nameRow = z.object({
  kind: z.enum(["order", "campaign", "brand", "customer", "person"]),
  id: z.string(),
  name: z.string(),
});

/** What was probably meant: numbers with the first of the digits, or records whose name is a typing error away. */
export async function findNearestHits(ctx: Context, text: string): Promise<SearchHit[]> {
  const digits = readDigits(text);
  if (digits !== null) {
    for (let length = digits.length - 1; length >= Math.max(3, digits.length - 4); length -= 1) {
      const { numbers } = await findDigits(ctx, digits.slice(0, length), MOST);
      if (numbers.length > 0) return describeNumbers(ctx, numbers);
    }
    return [];
  }
  if (text.length < 3 || text.length > 60) return [];
  const names = await queryRows(ctx.sql, nameRow)`
    (SELECT 'order' AS kind, ref AS id, ref AS name FROM orders ORDER BY created_at DESC LIMIT ${NAMES})
    UNION ALL (SELECT 'campaign', id::text, campaign_id FROM campaign ORDER BY created_at DESC LIMIT ${NAMES})
    UNION ALL (SELECT 'brand', id::text, unnest(ARRAY[brand_id, name]) FROM brand ORDER BY created_at DESC LIMIT ${NAMES})
    UNION ALL (SELECT 'customer', id::text, name FROM customer ORDER BY changed_at DESC LIMIT ${NAMES})
    UNION ALL (SELECT 'person', id::text, name FROM person LIMIT ${NAMES})`;
  const near = findNearest(names, text, ({ name }) => name, MOST);
  const idsOf = (kind: string) => near.filter((one) => one.kind === kind).map(({ id }) => id);
  const hits = [
    ...(await describeOrders(ctx, idsOf("order"))),
    ...(await readCampaigns(ctx, { ids: idsOf("campaign") })),
    ...(await readBrands(ctx, { ids: idsOf("brand") })),
    ...(await readCustomers(ctx, { ids: idsOf("customer") })),
    ...(await readPeople(ctx, { ids: idsOf("person") })),
  ];
  return hits.slice(0, MOST);
}
