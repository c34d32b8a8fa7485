import { isTollFree } from "@/lib/domain/phone-number";
import { describeNotFound, STATES } from "@/lib/domain/labels";
import {
  type Assessment,
  type AssessInput,
  defineOrderKind,
  maybe,
  noChange,
  refuseGone,
  type ReportedNumber,
  unclear,
  willChange,
  willFail,
} from "./definition";

const ASKS_AGAIN = "Including them asks the carrier again and sends nothing where that still holds.";

export const smsEnable = defineOrderKind({
  label: "SMS on",
  verb: "Turn SMS on for",
  action: "Turn SMS on",
  consequences:
    "Each number is looked up first: one that has SMS already is skipped. The others are followed until the carrier confirms them. One that the carrier does not list is off, or not ours: if it is not ours, it fails.",
  inverse: "sms-disable",
  rivals: ["sms-enable", "sms-disable"],
  step: { id: "sms", isForward: true },
  form: { path: "/sms?do=on", draft: "sms" },
  preview: {
    assess: (input) => assessOpenOrders("sms-enable", input) ?? refuseGone(input) ?? assessEnabling(input),
    note: {
      code: "toll-free",
      message: () => "Toll-free: turning SMS on may take a day or longer, above all for numbers of another RespOrg.",
      applies: ({ number }) => isTollFree(number),
    },
  },
  numberPage: {
    refuse({ carrierLabel, service }) {
      if (service?.smsState === "provisioned") return `SMS is on at ${carrierLabel} already.`;
      return describeMoving({ carrierLabel, service });
    },
    warn: ({ carrierLabel, service }) =>
      service?.smsState === "not-found"
        ? `${describeNotFound(carrierLabel)} If it is not ours, ${carrierLabel} refuses the order.`
        : null,
  },
});

export const smsDisable = defineOrderKind({
  label: "SMS off",
  verb: "Turn SMS off for",
  action: "Turn SMS off",
  consequences:
    "The numbers can neither send nor receive text messages afterwards, until SMS is turned on again, which takes the usual time. One whose SMS is not on is skipped.",
  isDangerous: true,
  inverse: "sms-enable",
  rivals: ["sms-enable", "sms-disable"],
  step: { id: "sms", isForward: false },
  form: { path: "/sms?do=off", draft: "sms" },
  preview: {
    assess: (input) => assessOpenOrders("sms-disable", input) ?? refuseGone(input) ?? assessDisabling(input),
  },
  numberPage: {
    refuse({ carrierLabel, service }) {
      const state = service?.smsState ?? null;
      if (state === "provisioned") return null;
      if (state === "not-found") return `Possible only where SMS is on. ${describeNotFound(carrierLabel)}`;
      return (
        describeMoving({ carrierLabel, service }) ??
        `Possible only where SMS is on (“provisioned”); ${carrierLabel} reports ${state === null ? "nothing about it" : `“${state}”`}.`
      );
    },
  },
});

const MOVING = ["requested", "provisioning", "derequested", "deprovisioning"];

function describeMoving({ carrierLabel, service }: ReportedNumber): string | null {
  const state = service?.smsState ?? null;
  return state !== null && MOVING.includes(state) ? `${carrierLabel} is still working on it: “${state}”.` : null;
}

function assessOpenOrders(
  kind: "sms-enable" | "sms-disable",
  { known: { openOrders }, carrier }: AssessInput,
): Assessment | null {
  const equal = openOrders.find((order) => order.kind === kind);
  if (equal)
    return {
      ...noChange(
        "open-order",
        "In an open order",
        "An order for the same is not settled yet. Including them may repeat it.",
      ),
      order: equal,
    };
  const opposite = openOrders.find((order) => order.kind === "sms-enable" || order.kind === "sms-disable");
  if (!opposite) return null;
  const explanation = `An open order asks ${carrier} for the opposite. The one that ends last wins; wait for it to settle.`;
  return { ...unclear("opposite-order", "In an opposite order", explanation), order: opposite };
}

function assessEnabling({ known, carrier }: AssessInput): Assessment {
  switch (known.smsState) {
    case "provisioned":
      return noChange("on", "Already on", `${carrier} reported SMS as on. ${ASKS_AGAIN}`);
    case "requested":
    case "provisioning":
      return noChange("in-progress", "Being turned on", `${carrier} is already working on these.`);
    case "derequested":
    case "deprovisioning":
      return willChange(
        "turning-off",
        "Being turned off",
        `${carrier} is still turning these off; they go on once that is over.`,
      );
    case "error":
      return willChange("retry", "Failed before", `${carrier} reported an error last time. Turn SMS on again.`);
    case "none":
      return willChange("no-state", STATES.sms.none.label, `${carrier} lists these and reported no SMS state.`);
    case "not-found":
      return maybe(
        "not-found",
        STATES.sms["not-found"].label,
        `${describeSeveralNotFound(carrier)} The order shows which: it fails, with the carrier's reason, where a number is not ours.`,
      );
    default:
      return assessUnread(carrier);
  }
}

function assessDisabling({ known, carrier }: AssessInput): Assessment {
  switch (known.smsState) {
    case "provisioned":
      return willChange("on", "On", `${carrier} reported SMS as on. Messages to and from these numbers stop.`);
    case "requested":
    case "provisioning":
      return willChange(
        "turning-on",
        "Being turned on",
        `${carrier} is still turning these on; they go off once that is over.`,
      );
    case "derequested":
    case "deprovisioning":
      return noChange("in-progress", "Being turned off", `${carrier} is already working on these.`);
    case "error":
      return willFail(
        "error",
        "In error",
        `${carrier} turns SMS off only where it is on; these are in the state “error”.`,
      );
    case "not-found":
      return unclear(
        "not-found",
        STATES.sms["not-found"].label,
        `${describeSeveralNotFound(carrier)} Either way there is nothing to turn off. ${ASKS_AGAIN}`,
      );
    case "none":
      return noChange(
        "no-state",
        STATES.sms.none.label,
        `${carrier} lists these and reported no SMS state. ${ASKS_AGAIN}`,
      );
    default:
      return assessUnread(carrier);
  }
}

const assessUnread = (carrier: string) =>
  maybe(
    "never-read",
    "Not known yet",
    `We have not read these at ${carrier}. The order reads each one first and sends only where there is something to do.`,
  );

/** IntelePeer's 404 does not distinguish a number that is off from one that is not ours. */
const describeSeveralNotFound = (carrier: string) =>
  `${carrier} does not list these: SMS is off there, or the numbers are not ours.`;
