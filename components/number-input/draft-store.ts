import { z } from "zod";
import { getOrderForm, type FormOrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { EMPTY_DRAFT, type NumberDraft } from "./draft";

/** Where a draft waits while its page is left: the tab's own storage: numbers never outlive the tab. */
const stored = z.object({
  text: z.string(),
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      notices: z.array(z.string()),
      loss: z.string().nullable(),
      entries: z.array(
        z.object({ line: z.number(), column: z.number(), original: z.string(), fault: z.string().optional() }),
      ),
    }),
  ),
});

const keyOf = (name: string) => `tandem.draft.${name}`;

export function readDraft(name: string): NumberDraft {
  try {
    return stored.parse(JSON.parse(sessionStorage.getItem(keyOf(name)) ?? "null"));
  } catch {
    return EMPTY_DRAFT;
  }
}

/** Keeps the draft; an empty one is forgotten. Where the browser has no room for it, it lives as long as the page. */
export function keepDraft(name: string, draft: NumberDraft): void {
  try {
    if (draft.text === "" && draft.files.length === 0) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // Full or forbidden storage takes nothing away from what is on screen.
  }
}

/**
 * Hands numbers over to the form of an order kind and gives its address: up to 50 numbers travel in the address, more in the tab's
 * storage, where they replace the form's draft.
 */
export function handOverNumbers(kind: FormOrderKind, numbers: readonly PhoneNumber[]): string {
  const { path, draft } = getOrderForm(kind);
  if (numbers.length <= 50) {
    const joint = path.includes("?") ? "&" : "?";
    return `${path}${joint}numbers=${numbers.map((number) => number.slice(2)).join(",")}`;
  }
  keepDraft(draft, { text: numbers.join("\n"), files: [] });
  return path;
}
