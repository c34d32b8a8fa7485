"use server";

import { action } from "@/lib/action";
import { orderNumbersInput } from "@/lib/domain/inventory-search";
import { orderNumbers } from "@/lib/services/inventory/order-numbers";

export const orderNumbersAction = action("orders:write", orderNumbersInput, orderNumbers);
