"use server";

import { z } from "zod";
import { action } from "@/lib/action";
import { placeOrderInput } from "@/lib/domain/order-input";
import { preflightInput } from "@/lib/domain/preflight";
import { applicationForm, createApplication } from "@/lib/services/messages/create-application";
import { placeOrder } from "@/lib/services/orders/place-order";
import { checkImportOrder } from "@/lib/services/orders/preview-import-order";

export const checkImportOrderAction = action("orders:write", preflightInput, checkImportOrder);

export const placeImportOrderAction = action(
  "orders:write",
  placeOrderInput.extend({ kind: z.literal("import") }),
  placeOrder,
);

export const createApplicationAction = action("orders:write", applicationForm, createApplication);
