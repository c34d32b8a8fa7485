import type { SettingValue } from "./setting-values";

/** One of the settings that people change often. `seconds`: kept in milliseconds. */
export type SettingField = { path: string; label: string; hint?: string } & (
  | { kind: "seconds" | "factor" | "switch" }
  | { kind: "choice"; options: readonly { value: SettingValue; label: string }[] }
);

export type SettingGroup = { title: string; fields: readonly SettingField[] };

/** Labels for what lib/sandbox/core/settings.ts documents; every other setting stands in the list of all. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: "IntelePeer",
    fields: [
      { path: "intelepeer.requestedMs", label: "Requested, before it works", kind: "seconds" },
      { path: "intelepeer.provisioningMs", label: "Provisioning, before done", kind: "seconds" },
      { path: "intelepeer.derequestedMs", label: "Derequested, before it works", kind: "seconds" },
      { path: "intelepeer.deprovisioningMs", label: "Deprovisioning, before done", kind: "seconds" },
      { path: "intelepeer.slowFactor", label: "A slow number takes, times as long", kind: "factor" },
      { path: "intelepeer.tollFreeFactor", label: "A toll-free number takes, times as long", kind: "factor" },
      {
        path: "intelepeer.owned",
        label: "Which numbers are ours",
        kind: "choice",
        options: [
          { value: "all", label: "Every US number" },
          { value: "listed", label: "Only those listed" },
        ],
      },
      {
        path: "intelepeer.neverEnabled",
        label: "State of a number never switched on",
        kind: "choice",
        options: [
          { value: "404", label: "404, not enabled" },
          { value: "none", label: "The state none" },
          { value: "no-state", label: "200 without a state" },
        ],
      },
      {
        path: "intelepeer.repeatEnable",
        label: "Switching on what is already on",
        kind: "choice",
        options: [
          { value: 202, label: "Accepted again (202)" },
          { value: 409, label: "In progress (409)" },
        ],
      },
      {
        path: "intelepeer.manyShape",
        label: "A list of states (207) is",
        kind: "choice",
        options: [
          { value: "array", label: "A bare list" },
          { value: "wrapped", label: "A list inside an object" },
        ],
      },
      {
        path: "intelepeer.errorKey",
        label: "Errors stand under",
        kind: "choice",
        options: ["error", "detail", "message", "reason"].map((value) => ({ value, label: value })),
      },
      { path: "intelepeer.defaultRules", label: "Last four digits decide", kind: "switch", hint: "0404, 0500, 0900" },
    ],
  },
  {
    title: "iNumbering",
    fields: [
      { path: "inumbering.listDelayMs", label: "Ordered, before listed", kind: "seconds" },
      { path: "inumbering.campaignDelayMs", label: "Assigned, before bound", kind: "seconds" },
      { path: "inumbering.brandDelayMs", label: "Brand added, before it takes campaigns", kind: "seconds" },
      { path: "inumbering.campaignReviewMs", label: "Campaign added, before it is ready", kind: "seconds" },
      {
        path: "inumbering.refusedNumbers",
        label: "An order of taken numbers",
        kind: "choice",
        options: [
          { value: "order-null", label: "Answers without an order" },
          { value: "409", label: "Is refused with 409" },
        ],
      },
      {
        path: "inumbering.partialOrder",
        label: "An order with some taken",
        kind: "choice",
        options: [
          { value: "rest-is-ordered", label: "Orders the rest" },
          { value: "all-or-nothing", label: "Orders nothing" },
        ],
      },
      {
        path: "inumbering.duplicateReference",
        label: "The same reference again",
        kind: "choice",
        options: [
          { value: "accept", label: "Is a second order" },
          { value: "410", label: "Is refused with 410" },
        ],
      },
      {
        path: "inumbering.emptySearch",
        label: "A search that finds nothing",
        kind: "choice",
        options: [
          { value: "409", label: "Answers 409" },
          { value: "430", label: "Answers 430" },
          { value: "empty-list", label: "Answers an empty list" },
        ],
      },
      {
        path: "inumbering.httpStatus",
        label: "The HTTP status",
        kind: "choice",
        options: [
          { value: "mirrored", label: "Follows the code in the body" },
          { value: "always-200", label: "Is always 200" },
        ],
      },
      {
        path: "inumbering.telephoneNumber",
        label: "Telephone numbers are",
        kind: "choice",
        options: [
          { value: "text", label: "Text" },
          { value: "number", label: "JSON numbers" },
        ],
      },
      { path: "inumbering.campaignMustBeAdded", label: "A campaign must be added first", kind: "switch" },
      { path: "inumbering.defaultRules", label: "Last four digits decide", kind: "switch", hint: "0408, 0409" },
    ],
  },
  {
    title: "Bandwidth, import orders",
    fields: [
      { path: "bandwidth.receivedMs", label: "Received, before processing", kind: "seconds" },
      { path: "bandwidth.processingMs", label: "Processing, before the result", kind: "seconds" },
      { path: "bandwidth.slowFactor", label: "A slow order takes, times as long", kind: "factor" },
      {
        path: "bandwidth.shape",
        label: "The order's XML",
        kind: "choice",
        options: [
          { value: "page", label: "As on the page" },
          { value: "spec", label: "As in the specification" },
          { value: "spec-wrapped", label: "Specification, wrapped" },
        ],
      },
      {
        path: "bandwidth.invalidNumbers",
        label: "An order with invalid numbers",
        kind: "choice",
        options: [
          { value: "partial", label: "Imports the others" },
          { value: "reject", label: "Is refused" },
        ],
      },
      {
        path: "bandwidth.duplicateNumbers",
        label: "An order that names a number twice",
        kind: "choice",
        options: [
          { value: "reject", label: "Is refused" },
          { value: "accept", label: "Is accepted" },
        ],
      },
      {
        path: "bandwidth.reuseCustomerOrderId",
        label: "The same customer order id again",
        kind: "choice",
        options: [
          { value: "accept", label: "Is a second order" },
          { value: "reject", label: "Is refused" },
        ],
      },
      { path: "bandwidth.keepFailingNumbers", label: "Failed numbers stay in the order's list", kind: "switch" },
      {
        path: "bandwidth.defaultRules",
        label: "Last four digits decide",
        kind: "switch",
        hint: "0124, 0152, 0160 to 0191, 0199",
      },
    ],
  },
  {
    title: "Bandwidth, messaging",
    fields: [
      { path: "messaging.queuedMs", label: "Queued, before sending", kind: "seconds" },
      { path: "messaging.sendingMs", label: "Sending, before sent", kind: "seconds" },
      { path: "messaging.deliveryMs", label: "Sent, before the receipt", kind: "seconds" },
      {
        path: "messaging.messageLimitStatus",
        label: "Too many messages are refused with",
        kind: "choice",
        options: [
          { value: 403, label: "403" },
          { value: 429, label: "429" },
        ],
      },
      {
        path: "messaging.badProvider",
        label: "A wrong dashboard password is refused with",
        kind: "choice",
        options: [400, 401, 403].map((value) => ({ value, label: String(value) })),
      },
      { path: "messaging.registrationNeedsImport", label: "Only imported numbers can be registered", kind: "switch" },
      { path: "messaging.fromMustBeRegistered", label: "Only registered numbers can send", kind: "switch" },
      { path: "messaging.resetHeader", label: "Refusals say when to come back", kind: "switch" },
    ],
  },
];

/** Which calls share one limit. */
export const LIMIT_FIELDS: readonly { path: string; label: string }[] = [
  { path: "limits.intelepeer", label: "IntelePeer, all but the sign-in" },
  { path: "limits.inumbering", label: "iNumbering, all calls" },
  { path: "limits.bandwidthDashboard", label: "Bandwidth, import orders" },
  { path: "limits.bandwidthApplications", label: "Bandwidth, applications" },
  { path: "limits.bandwidthPhoneNumbers", label: "Bandwidth, registering numbers" },
  { path: "limits.bandwidthPhoneNumbersRead", label: "Bandwidth, reading numbers" },
  { path: "limits.bandwidthMessages", label: "Bandwidth, messages" },
];
