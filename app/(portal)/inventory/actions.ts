"use server";

import { z } from "zod";
import { action } from "@/lib/action";
import { orderNumbersInput } from "@/lib/domain/inventory-search";
import { orderNumbers } from "@/lib/services/inventory/order-numbers";
import { refreshCoverage } from "@/lib/services/inventory/read-coverage";

export const orderNumbersAction = action("orders:write", orderNumbersInput, orderNumbers);

export const refreshCoverageAction = action("inventory:read", z.object({ accountId: z.uuid() }), refreshCoverage);
