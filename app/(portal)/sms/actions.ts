"use server";

import { z } from "zod";
import { action } from "@/lib/action";
import { placeOrderInput } from "@/lib/domain/order-input";
import { placeOrder } from "@/lib/services/orders/place-order";
import { checkSmsOrder, smsCheckInput } from "@/lib/services/orders/preview-sms-order";
import { checkWebhookOrder, webhookCheckInput } from "@/lib/services/orders/preview-webhook-order";

export const checkSmsOrderAction = action("orders:write", smsCheckInput, checkSmsOrder);

export const checkWebhookOrderAction = action("orders:write", webhookCheckInput, checkWebhookOrder);

export const placeSmsOrderAction = action(
  "orders:write",
  placeOrderInput.extend({ kind: z.enum(["sms-enable", "sms-disable", "webhook-set"]) }),
  placeOrder,
);
