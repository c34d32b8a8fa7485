import { cartQuery, summarizeCart } from "@/lib/services/cart/get-cart";
import { answerQuery } from "../../answer-query";

export const GET = answerQuery("inventory:read", cartQuery, summarizeCart);
