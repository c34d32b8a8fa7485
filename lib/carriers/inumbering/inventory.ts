import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { AvailableNumber, CoverageFilter, Inventory, Listing, OwnedNumber } from "../carrier";
import type { InumberingClient } from "./client";
import { toPhoneNumber } from "./mapper";
import { coverageReply, gatewaysReply, ownedReply, searchReply } from "./wire";

const MAX_PREFIXES = 10;
const NONE = { items: [], odd: [] };

/** Pages "Search Numbers" and "Search Number Coverage", and the related calls for gateways and the account's numbers. */
export function createInventory(client: InumberingClient): Inventory {
  return {
    search: ({ mask, quantity, state, rateCenter, lata }) =>
      searchInventory(client, {
        tnMask: mask,
        quantity,
        ...(rateCenter !== undefined && { rateCenter }),
        // The page uses an integer here and a string in the coverage call.
        ...(lata !== undefined && { lata: Number(lata) }),
        ...(state !== undefined && { province: state }),
      }),
    async coverage(countBy, filter) {
      const body = { countBy, ...(filter && toWireFilter(filter)) };
      const path = "/v2/iNumbering/tnInventoryCoverage/";
      const { tnInventoryCoverageList } = await client.list(path, body, coverageReply, {
        tnInventoryCoverageList: NONE,
      });
      const { items, odd } = tnInventoryCoverageList;
      const rows = items.map(({ npa, nxx, block, line, lata, rcAbbre, locState, count }) => ({
        npa,
        nxx,
        block: block ?? line,
        lata,
        rateCenter: rcAbbre,
        state: locState,
        count,
      }));
      return { items: rows, oddCount: odd.length };
    },
    async listGateways() {
      const { gateways } = await client.list("/v2.1/gateways/list/", {}, gatewaysReply, { gateways: NONE });
      const items = gateways.items.map(({ route, gateway, IP }) => ({ route, label: gateway ?? IP ?? route }));
      return { items, oddCount: gateways.odd.length };
    },
    async listOwned(digits) {
      const { items, oddCount } = await listOwned(client, digits);
      return { items: items.filter(({ number }) => toTenDigits(number).includes(digits ?? "")), oddCount };
    },
  };
}

/** Exactly one filter: "Select one of (npa,lata,rcAbbre,locState)". */
function toWireFilter(filter: CoverageFilter) {
  if ("rateCenter" in filter) return { rcAbbre: filter.rateCenter };
  if ("state" in filter) return { locState: filter.state };
  return filter;
}

async function searchInventory(
  client: InumberingClient,
  body: Readonly<Record<string, unknown>>,
): Promise<Listing<AvailableNumber>> {
  const { tnResult } = await client.list("/v2/iNumbering/tnInventory/", body, searchReply, { tnResult: NONE });
  const items = tnResult.items.flatMap(({ telephoneNumber, rateCenter, city, lata, province }) => {
    const number = toPhoneNumber(telephoneNumber);
    return number === null ? [] : [{ number, rateCenter, city, lata, state: province }];
  });
  return { items, oddCount: tnResult.odd.length + tnResult.items.length - items.length };
}

/** Whether the carrier still offers this number, which it cannot once the number is ordered. */
export async function isOffered(client: InumberingClient, number: PhoneNumber): Promise<boolean> {
  const { items } = await searchInventory(client, { tnMask: toTenDigits(number), quantity: 1 });
  return items.some((one) => one.number === number);
}

/** `digits` is a partial match, sent as an integer, so it must not start with 0. */
async function listOwned(client: InumberingClient, digits?: string): Promise<Listing<OwnedNumber>> {
  const body = digits !== undefined && /^[1-9]\d{0,9}$/.test(digits) ? { number: Number(digits) } : {};
  const { numbers } = await client.list("/v2.1/numbers/list/", body, ownedReply, { numbers: NONE });
  const items = numbers.items.flatMap(({ number: spelling, route }) => {
    const number = toPhoneNumber(spelling);
    return number === null ? [] : [{ number, route }];
  });
  return { items, oddCount: numbers.odd.length + numbers.items.length - items.length };
}

export type Owned = { byNumber: Map<PhoneNumber, OwnedNumber>; oddCount: number };

/** Those of `numbers` that are in the account. Few exchanges are requested one by one; many, through the whole list. */
export async function findOwned(client: InumberingClient, numbers: readonly PhoneNumber[]): Promise<Owned> {
  const prefixes = new Set(numbers.map((number) => toTenDigits(number).slice(0, 6)));
  const byNumber: Owned["byNumber"] = new Map();
  let oddCount = 0;
  for (const prefix of prefixes.size > MAX_PREFIXES ? [undefined] : prefixes) {
    const listed = await listOwned(client, prefix);
    oddCount += listed.oddCount;
    for (const one of listed.items) byNumber.set(one.number, one);
  }
  return { byNumber, oddCount };
}
