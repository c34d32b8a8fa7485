import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { AvailableNumber, CoverageFilter, CoverageRow, Gateway, Inventory, OwnedNumber } from "../carrier";
import type { InumberingClient } from "./client";
import { toPhoneNumber } from "./mapper";
import { coverageReply, gatewaysReply, ownedReply, searchReply } from "./wire";

const MOST_PREFIXES = 10;

/** Pages "Search Numbers" and "Search Number Coverage", and the sister calls for gateways and the account's own numbers. */
export function createInventory(client: InumberingClient): Inventory {
  return {
    search: ({ mask, quantity, state, rateCenter, lata }) =>
      searchInventory(client, {
        tnMask: mask,
        quantity,
        ...(rateCenter !== undefined && { rateCenter }),
        // An integer here, a string in the coverage call: so the page.
        ...(lata !== undefined && { lata: Number(lata) }),
        ...(state !== undefined && { province: state }),
      }),
    async coverage(countBy, filter) {
      const body = { countBy, ...(filter && toWireFilter(filter)) };
      const path = "/v2/iNumbering/tnInventoryCoverage/";
      const { tnInventoryCoverageList } = await client.list(path, body, coverageReply, { tnInventoryCoverageList: [] });
      return tnInventoryCoverageList.map(({ npa, nxx, block, line, lata, rcAbbre, locState, count }): CoverageRow => ({
        npa,
        nxx,
        block: block ?? line,
        lata,
        rateCenter: rcAbbre,
        state: locState,
        count,
      }));
    },
    async listGateways() {
      const { gateways } = await client.list("/v2.1/gateways/list/", {}, gatewaysReply, { gateways: [] });
      return gateways.map(({ route, gateway, IP }): Gateway => ({ route, label: gateway ?? IP ?? route }));
    },
    async listOwned(digits) {
      const found = await listOwned(client, digits);
      return digits === undefined ? found : found.filter(({ number }) => toTenDigits(number).includes(digits));
    },
  };
}

/** One filter only: "Select one of (npa,lata,rcAbbre,locState)". */
function toWireFilter(filter: CoverageFilter) {
  if ("rateCenter" in filter) return { rcAbbre: filter.rateCenter };
  if ("state" in filter) return { locState: filter.state };
  return filter;
}

async function searchInventory(
  client: InumberingClient,
  body: Readonly<Record<string, unknown>>,
): Promise<AvailableNumber[]> {
  const { tnResult } = await client.list("/v2/iNumbering/tnInventory/", body, searchReply, { tnResult: [] });
  return tnResult.flatMap(({ telephoneNumber, rateCenter, city, lata, province }) => {
    const number = toPhoneNumber(telephoneNumber);
    return number === null ? [] : [{ number, rateCenter, city, lata, state: province }];
  });
}

/** Whether the carrier still offers exactly this number, which it cannot once the number is ordered. */
export async function isOffered(client: InumberingClient, number: PhoneNumber): Promise<boolean> {
  const found = await searchInventory(client, { tnMask: toTenDigits(number), quantity: 1 });
  return found.some((one) => one.number === number);
}

/** `digits` is a partial match at the carrier, sent as an integer: it must not begin with 0. */
async function listOwned(client: InumberingClient, digits?: string): Promise<OwnedNumber[]> {
  const body = digits !== undefined && /^[1-9]\d{0,9}$/.test(digits) ? { number: Number(digits) } : {};
  const { numbers } = await client.list("/v2.1/numbers/list/", body, ownedReply, { numbers: [] });
  return numbers.flatMap(({ number: spelling, route }) => {
    const number = toPhoneNumber(spelling);
    return number === null ? [] : [{ number, route }];
  });
}

/** Those of `numbers` that are in the account. Few exchanges are asked for one by one, many by the whole list in one call. */
export async function findOwned(
  client: InumberingClient,
  numbers: readonly PhoneNumber[],
): Promise<Map<PhoneNumber, OwnedNumber>> {
  const prefixes = new Set(numbers.map((number) => toTenDigits(number).slice(0, 6)));
  const owned = new Map<PhoneNumber, OwnedNumber>();
  for (const prefix of prefixes.size > MOST_PREFIXES ? [undefined] : prefixes)
    for (const one of await listOwned(client, prefix)) owned.set(one.number, one);
  return owned;
}
