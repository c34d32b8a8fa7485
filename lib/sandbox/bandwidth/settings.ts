import { choice, limit, positive, seconds, toggle, whole } from "../core/fields";
import { type SandboxWorld, type SettingsOf } from "../sandbox";

/** Every point that the contracts leave open, and every delay. */
export const settings = {
  bandwidth: {
    title: "Bandwidth, import orders",
    fields: {
      receivedMs: seconds("Status RECEIVED lasts", 1000),
      processingMs: seconds("Status PROCESSING lasts", 2500),
      slowFactor: positive("Slow orders take, times as long", 40),
      defaultRules: toggle("Outcomes by the last four digits", true, { hint: "0124, 0152, 0160 to 0191, 0199" }),
      shape: choice("XML of an order", [
        ["page", "As on the page"],
        ["spec", "As in the specification"],
        ["spec-wrapped", "As in the specification, wrapped"],
      ]),
      listShape: choice("XML of listed orders", [
        ["spec", "As in the specification"],
        ["page", "As on the page"],
      ]),
      invalidNumbers: choice("An order with invalid numbers", [
        ["partial", "Imports the others"],
        ["reject", "Is refused"],
      ]),
      duplicateNumbers: choice("An order that lists a number twice", [
        ["reject", "Is refused"],
        ["accept", "Is accepted"],
      ]),
      reuseCustomerOrderId: choice("The same customer order ID again", [
        ["accept", "Is a second order"],
        ["reject", "Is refused"],
      ]),
      actionErrorCode: choice("Error code of a wrong action", [
        [25000, "25000"],
        [5081, "5081"],
      ]),
      maxNumbers: whole("Most numbers in one order", 5000, { min: 1 }),
      keepFailingNumbers: toggle("Failed numbers stay in the order's list", true),
      blankBeforeDate: toggle("A blank before the order's date", false),
    },
  },
  messaging: {
    title: "Bandwidth, messaging",
    fields: {
      queuedMs: seconds("State queued lasts", 300),
      sendingMs: seconds("State sending lasts", 700),
      deliveryMs: seconds("From sent to the receipt", 1000),
      receiptDelayMs: seconds("Receipts are late by", 0),
      receiptCopies: whole("Times each receipt is delivered", 1, { min: 1, max: 5 }),
      receiptsInDisorder: toggle("The last state is reported first", false),
      messageLimitStatus: choice("Too many messages are refused with", [
        [403, "403"],
        [429, "429"],
      ]),
      badProvider: choice("Wrong dashboard credentials are refused with", [
        [401, "401"],
        [400, "400"],
        [403, "403"],
      ]),
      registrationNeedsImport: toggle("Only imported numbers can be registered", true),
      applicationIdRequired: toggle("Registration requires an application", true),
      fromMustBeRegistered: toggle("Only registered numbers can send", true),
      resetHeader: toggle("Refusals say when to try again", true),
      callbackMillis: toggle("Times of callbacks have milliseconds", true),
    },
  },
} as const;

export const limits = {
  bandwidthDashboard: limit("Import orders", { requests: 8, windowMs: 1000, burst: null }),
  bandwidthApplications: limit("Applications", { requests: 1, windowMs: 1000, burst: 5 }),
  bandwidthPhoneNumbers: limit("Registering numbers", { requests: 100, windowMs: 60_000, burst: 800 }),
  bandwidthPhoneNumbersRead: limit("Reading numbers", { requests: 2000, windowMs: 1000, burst: 3000 }),
  bandwidthMessages: limit("Messages", { requests: 1, windowMs: 1000, burst: 5 }),
};

export type BandwidthWorld = SandboxWorld<SettingsOf<typeof settings>>;
