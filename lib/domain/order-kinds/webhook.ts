import { describeNotFound, STATES } from "@/lib/domain/labels";
import {
  type Assessment,
  type AssessInput,
  defineOrderKind,
  maybe,
  noChange,
  refuseGone,
  unclear,
  willChange,
  willFail,
} from "./definition";

export const webhookSet = defineOrderKind({
  label: "Webhook",
  verb: "Set the webhook for",
  action: "Set webhook",
  consequences: "Messages to the numbers then go to this address, and no longer to the carrier's own platform.",
  rivals: ["webhook-set", "sms-disable"],
  form: { path: "/sms?do=webhook", draft: "sms" },
  preview: { assess: (input) => refuseGone(input) ?? assessWebhook(input) },
  numberPage: {
    refuse({ carrierLabel, service }) {
      if (service?.smsState === "provisioned") return null;
      return service?.smsState === "not-found"
        ? `Possible only where SMS is on. ${describeNotFound(carrierLabel)}`
        : `Possible only where SMS is on at ${carrierLabel}.`;
    },
  },
  usesCallbacks: true,
});

function assessWebhook({ known, carrier, params }: AssessInput): Assessment {
  const open = known.openOrders.find(({ kind }) => kind === "webhook-set" || kind === "sms-disable");
  if (open)
    return {
      ...unclear("open-order", "In an open order", "The one that ends last wins; wait for it to settle."),
      order: open,
    };
  if (known.smsState === null || known.smsState === "unknown")
    return maybe(
      "never-read",
      "SMS not known",
      `A webhook can be set only where SMS is on; we do not know that of these. ${carrier} answers for each.`,
    );
  if (known.smsState === "not-found")
    return willFail(
      "not-found",
      STATES.sms["not-found"].label,
      `${carrier} takes a webhook only where SMS is on. It does not list these: SMS is off there, or the numbers are not ours.`,
    );
  if (known.smsState !== "provisioned")
    return willFail("sms-off", "SMS is not on", `${carrier} takes a webhook only where SMS is on. Turn it on first.`);
  if (known.webhookUrl === params.url)
    return noChange("set", "Set to this already", `${carrier} reported this address for these.`);
  return known.webhookUrl === null
    ? willChange("none", "None known", "No webhook is known for these; their messages then go to this address.")
    : willChange("other", "Set to another address", "Messages go to the new address from then on.");
}
