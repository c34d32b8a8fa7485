import { inventorySearch, type InventorySearch } from "@/lib/domain/inventory-search";

export type SearchFields = { mask: string; state: string; rateCenter: string; lata: string; quantity: string };

const NAMES = ["mask", "state", "rateCenter", "lata", "quantity"] as const;

/** What stands in the address as the form shows it, and as a search where it is a whole and sound one. */
export function readSearchParams(
  params: Record<string, string | string[] | undefined>,
  accountId: string,
): { fields: SearchFields; search: InventorySearch | null } {
  const read = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.slice(0, 80) ?? "";
  };
  const given = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
  const parsed = inventorySearch.safeParse({ accountId, quantity: 100, ...dropBlanks(given) });
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0])));
  const fields = {
    mask: wrong.has("mask") || given.mask === "" ? "xxxxxxxxxx" : (given.mask ?? ""),
    state: wrong.has("state") ? "" : (given.state ?? "").toUpperCase(),
    rateCenter: given.rateCenter ?? "",
    lata: wrong.has("lata") ? "" : (given.lata ?? ""),
    quantity: wrong.has("quantity") || given.quantity === "" ? "100" : (given.quantity ?? ""),
  };
  return { fields, search: parsed.success ? parsed.data : null };
}

const dropBlanks = (given: Record<string, string>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ""));
