"use server";

import { action } from "@/lib/action";
import { orderKind } from "@/lib/domain/order";
import { placeOrderInput } from "@/lib/domain/order-input";
import { callbackAddressInput, readCallbackAddress } from "@/lib/services/accounts/read-callback-address";
import { checkMessages, checkMessagesInput } from "@/lib/services/messages/check-messages";
import {
  refreshNumber,
  refreshNumberInput,
  refreshNumbers,
  refreshNumbersInput,
} from "@/lib/services/numbers/refresh-number";
import { findLastOrder, lastOrderInput } from "@/lib/services/orders/find-last-order";
import { placeOrder } from "@/lib/services/orders/place-order";

export const placeOrderAction = action(
  "orders:write",
  // Numbers are bought through the cart alone, which looks once more whether they are on offer; they go to a campaign by its own
  // form, which tells of moves.
  placeOrderInput.extend({ kind: orderKind.exclude(["purchase", "campaign-assign"]) }),
  placeOrder,
);
export const refreshNumberAction = action("numbers:refresh", refreshNumberInput, refreshNumber);
export const refreshNumbersAction = action("numbers:refresh", refreshNumbersInput, refreshNumbers);
export const checkMessagesAction = action("numbers:refresh", checkMessagesInput, checkMessages);
export const readCallbackAddressAction = action("orders:write", callbackAddressInput, readCallbackAddress);
export const findLastOrderAction = action("orders:read", lastOrderInput, findLastOrder);
