"use server";

import { action } from "@/lib/action";
import { plainOrderKind } from "@/lib/domain/order";
import { placeOrderInput } from "@/lib/domain/order-input";
import { controlOrder, controlOrderInput } from "@/lib/services/orders/control-order";
import { decideItems, decideItemsInput } from "@/lib/services/orders/decide-items";
import { placeOrder } from "@/lib/services/orders/place-order";
import { previewOrder, previewOrderInput } from "@/lib/services/orders/preview-order";
import { reconcileOrder, reconcileOrderInput } from "@/lib/services/orders/reconcile-order";
import { resumeImport, resumeImportInput } from "@/lib/services/orders/resume-import";
import { retryOrder, retryOrderInput } from "@/lib/services/orders/retry-order";
import { undoOrder, undoOrderInput } from "@/lib/services/orders/undo-order";

export const previewOrderAction = action("orders:write", previewOrderInput, previewOrder);
export const placeOrderAction = action("orders:write", placeOrderInput.extend({ kind: plainOrderKind }), placeOrder);
export const retryOrderAction = action("orders:write", retryOrderInput, retryOrder);
export const resumeImportAction = action("orders:write", resumeImportInput, resumeImport);
export const undoOrderAction = action("orders:write", undoOrderInput, undoOrder);
export const controlOrderAction = action("orders:write", controlOrderInput, controlOrder);
export const decideItemsAction = action("orders:decide", decideItemsInput, decideItems);
export const reconcileOrderAction = action("numbers:refresh", reconcileOrderInput, reconcileOrder);
