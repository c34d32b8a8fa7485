import { inventorySearch } from "@/lib/domain/inventory-search";
import { suggestAlternatives } from "@/lib/services/inventory/suggest-alternatives";
import { answerQuery } from "../answer-query";

export const GET = answerQuery("inventory:read", inventorySearch, suggestAlternatives);
