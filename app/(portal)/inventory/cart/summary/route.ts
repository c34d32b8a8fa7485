import { handler } from "@/lib/handler";
import { cartQuery, summarizeCart } from "@/lib/services/cart/get-cart";

export const GET = handler("inventory:read", { query: cartQuery }, summarizeCart);
