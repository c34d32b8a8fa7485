import { defineOrderKind } from "./definition";

export const purchase = defineOrderKind({
  label: "Purchase",
  verb: "Order",
  action: "Order",
  consequences: "The carrier charges for numbers that are ordered.",
  isCharged: true,
  rivals: ["purchase"],
  step: { id: "owned", isForward: true },
  placedBy: "cart",
  keepsNotes: true,
  detail: "routes",
  nextKinds: ["sms-enable", "import"],
});
