"use server";

import { action } from "@/lib/action";
import { callbackAddressInput, readCallbackAddress } from "@/lib/services/accounts/read-callback-address";
import { checkMessages, checkMessagesInput } from "@/lib/services/messages/check-messages";
import {
  refreshNumber,
  refreshNumberInput,
  refreshNumbers,
  refreshNumbersInput,
} from "@/lib/services/numbers/refresh-number";
import { startRefresh, startRefreshInput } from "@/lib/services/numbers/start-refresh";
import { stopRefresh, stopRefreshInput } from "@/lib/services/numbers/stop-refresh";
import { findLastOrder, lastOrderInput } from "@/lib/services/orders/find-last-order";

export const refreshNumberAction = action("numbers:refresh", refreshNumberInput, refreshNumber);
export const refreshNumbersAction = action("numbers:refresh", refreshNumbersInput, refreshNumbers);
export const startRefreshAction = action("numbers:refresh", startRefreshInput, startRefresh);
export const stopRefreshAction = action("numbers:refresh", stopRefreshInput, stopRefresh);
export const checkMessagesAction = action("numbers:refresh", checkMessagesInput, checkMessages);
export const readCallbackAddressAction = action("orders:write", callbackAddressInput, readCallbackAddress);
export const findLastOrderAction = action("orders:read", lastOrderInput, findLastOrder);
