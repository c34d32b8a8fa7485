"use server";

import { z } from "zod";
import { action } from "@/lib/action";
import { addToCartInput, changeCartInput, describeCartInput, submitCartInput } from "@/lib/domain/cart";
import { addToCart } from "@/lib/services/cart/add-to-cart";
import { changeCart, describeCart } from "@/lib/services/cart/change-cart";
import { submitCart } from "@/lib/services/cart/submit-cart";
import { refreshCoverage } from "@/lib/services/inventory/read-coverage";

export const addToCartAction = action("orders:write", addToCartInput, addToCart);
export const changeCartAction = action("orders:write", changeCartInput, changeCart);
export const describeCartAction = action("orders:write", describeCartInput, describeCart);
export const submitCartAction = action("orders:write", submitCartInput, submitCart);

export const refreshCoverageAction = action("inventory:read", z.object({ accountId: z.uuid() }), refreshCoverage);
