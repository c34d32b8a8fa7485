import { inventorySearch } from "@/lib/domain/inventory-search";
import { handler } from "@/lib/handler";
import { suggestAlternatives } from "@/lib/services/inventory/suggest-alternatives";

export const GET = handler("inventory:read", { query: inventorySearch }, suggestAlternatives);
