import { inventorySearch } from "@/lib/domain/inventory-search";
import { searchInventory } from "@/lib/services/inventory/search-inventory";
import { answerQuery } from "../answer-query";

export const GET = answerQuery("inventory:read", inventorySearch, searchInventory);
