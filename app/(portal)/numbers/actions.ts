"use server";

import { action } from "@/lib/action";
import { placeOrderInput } from "@/lib/domain/order-input";
import { checkMessages, checkMessagesInput } from "@/lib/services/messages/check-messages";
import { refreshNumber, refreshNumberInput } from "@/lib/services/numbers/refresh-number";
import { placeOrder } from "@/lib/services/orders/place-order";

export const placeOrderAction = action(
  "orders:write",
  // Numbers are bought through the cart alone, which looks once more whether they are on offer.
  placeOrderInput.refine(({ kind }) => kind !== "purchase", "Numbers are ordered from the cart."),
  placeOrder,
);
export const refreshNumberAction = action("numbers:refresh", refreshNumberInput, refreshNumber);
export const checkMessagesAction = action("numbers:refresh", checkMessagesInput, checkMessages);
