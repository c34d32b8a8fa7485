"use client";

import { copyText } from "@/components/ui/copy-button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { toItemSearch, type ItemPart } from "./to-export-href";

/** Copies all numbers of the part in E.164, one a line, also those on other pages. */
export async function copyNumbers(orderId: string, part: ItemPart): Promise<void> {
  const response = await fetch(`/api/orders/${orderId}/numbers?${toItemSearch(part)}`).catch(() => null);
  if (!response?.ok) {
    toast.error("The numbers could not be read. Try again.");
    return;
  }
  const text = await response.text();
  await copyText(text, formatNoun(text === "" ? 0 : text.split("\n").length, "number"));
}
