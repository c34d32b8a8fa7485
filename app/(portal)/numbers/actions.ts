"use server";

import { action } from "@/lib/action";
import { placeOrderInput } from "@/lib/domain/order-input";
import { checkMessages, checkMessagesInput } from "@/lib/services/messages/check-messages";
import { refreshNumber, refreshNumberInput } from "@/lib/services/numbers/refresh-number";
import { placeOrder } from "@/lib/services/orders/place-order";

export const placeOrderAction = action("orders:write", placeOrderInput, placeOrder);
export const refreshNumberAction = action("numbers:refresh", refreshNumberInput, refreshNumber);
export const checkMessagesAction = action("numbers:refresh", checkMessagesInput, checkMessages);
