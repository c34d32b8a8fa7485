import { lataName } from "@/lib/domain/geography";

/** `224 North Jersey`, or a dash. */
export const lataLabel = (lata: string | null) =>
  lata === null ? "–" : [lata, lataName(lata)].filter(Boolean).join(" ");
