import { inventorySearch } from "@/lib/domain/inventory-search";
import { handler } from "@/lib/handler";
import { searchInventory } from "@/lib/services/inventory/search-inventory";

export const GET = handler("inventory:read", { query: inventorySearch }, searchInventory);
