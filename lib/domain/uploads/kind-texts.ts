import { ORDER_KINDS } from "@/lib/domain/order";
import { isOrderUploadKind, type UploadKind } from "./upload";

/** See `OrderKindDefinition`. */
type KindTexts = { label: string; action: string; verb: string; consequences: string; isDangerous: boolean };

const LABELS_TEXTS: KindTexts = {
  label: "Customer, tags and notes",
  action: "Set customer, tags and notes",
  verb: "Label",
  consequences: "No carrier is asked or changed. Empty cells change nothing. It can be undone on the results page.",
  isDangerous: false,
};

/** How a kind is named wherever an upload shows it. */
export const describeKind = (kind: UploadKind): KindTexts =>
  isOrderUploadKind(kind) ? ORDER_KINDS[kind] : LABELS_TEXTS;
