import { z } from "zod";
import { choice, limit, seconds, toggle, whole } from "../core/fields";
import { type SandboxWorld, type SettingsOf } from "../sandbox";

const ROUTES = [
  { route: 1000, gateway: "203.0.113.10:5060" },
  { route: 1001, gateway: "203.0.113.11:5060" },
];

/** Every point that the contract leaves open, and every delay. */
export const settings = {
  inumbering: {
    title: "iNumbering",
    fields: {
      listDelayMs: seconds("From ordered to listed", 1500),
      campaignDelayMs: seconds("From assigned to bound", 1500),
      brandDelayMs: seconds("From a brand added to campaigns accepted", 500),
      campaignReviewMs: seconds("From a campaign added to ready", 3000),
      campaignMustBeAdded: toggle("A campaign must be added first", true),
      campaignNeedsOwned: toggle("Only owned numbers can be assigned", true),
      defaultRules: toggle("Outcomes by the last four digits", true, { hint: "0408, 0409" }),
      refusedNumbers: choice("An order of taken numbers", [
        ["order-null", "Answers without an order"],
        ["409", "Is refused with 409"],
      ]),
      partialOrder: choice("An order with some numbers taken", [
        ["rest-is-ordered", "Orders the rest"],
        ["all-or-nothing", "Orders nothing"],
      ]),
      duplicateReference: choice("The same reference again", [
        ["accept", "Is a second order"],
        ["410", "Is refused with 410"],
      ]),
      emptySearch: choice("A search that finds nothing", [
        ["409", "Answers 409"],
        ["430", "Answers 430"],
        ["empty-list", "Answers an empty list"],
      ]),
      maxQuantity: whole("Most numbers in one search", 1000, { min: 1 }),
      httpStatus: choice("HTTP status", [
        ["mirrored", "Follows the code in the body"],
        ["always-200", "Always 200"],
      ]),
      errorText: choice("Field of the error text", [
        ["message", "message"],
        ["status", "status"],
      ]),
      telephoneNumber: choice("Telephone numbers", [
        ["text", "Text"],
        ["number", "JSON numbers"],
      ]),
      coverageFields: choice("Fields of the coverage", [
        ["text", "Text"],
        ["number", "JSON numbers"],
      ]),
      coverageFilter: choice("Filters of the coverage apply to", [
        ["items", "The entries of the answer"],
        ["numbers", "The numbers counted"],
      ]),
      blockField: choice("Name of the block in the coverage", [
        ["line", "line"],
        ["block", "block"],
      ]),
      gateways: z
        .array(z.strictObject({ route: z.number().int(), gateway: z.string() }))
        .default(ROUTES)
        .meta({ title: "Gateways", control: "json", hint: "JSON: a list of route and gateway." }),
    },
  },
} as const;

export const limits = { inumbering: limit("All calls", { requests: 8, windowMs: 1000, burst: null }) };

export type InumberingWorld = SandboxWorld<SettingsOf<typeof settings>>;
