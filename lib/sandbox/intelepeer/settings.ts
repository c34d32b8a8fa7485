import { choice, limit, positive, seconds, text, toggle } from "../core/fields";
import { type SandboxWorld, type SettingsOf } from "../sandbox";

/** Every point that the contract leaves open, and every delay. */
export const settings = {
  intelepeer: {
    title: "IntelePeer",
    fields: {
      requestedMs: seconds("State requested lasts", 1000),
      provisioningMs: seconds("State provisioning lasts", 2000),
      derequestedMs: seconds("State derequested lasts", 1000),
      deprovisioningMs: seconds("State deprovisioning lasts", 1500),
      tollFreeFactor: positive("Toll-free numbers take, times as long", 10),
      slowFactor: positive("Slow numbers take, times as long", 40),
      owned: choice("Numbers owned by the account", [
        ["all", "Every US number"],
        ["listed", "Only those seeded or given the outcome “Owned”"],
      ]),
      defaultRules: toggle("Outcomes by the last four digits", true, { hint: "0404, 0500, 0900" }),
      neverEnabled: choice("State of a number never turned on", [
        ["404", "404, not enabled"],
        ["none", "The state none"],
        ["no-state", "200 without a state"],
      ]),
      repeatEnable: choice("Turning on what is already on", [
        [202, "Accepted again (202)"],
        [409, "In progress (409)"],
      ]),
      deleteNotProvisioned: choice("Turning off what is not on", [
        [400, "Refused with 400"],
        [409, "Refused with 409"],
      ]),
      notOwnedWrite: choice("Writing to a number not owned", [
        [400, "Refused with 400"],
        [401, "Refused with 401"],
        [404, "Refused with 404"],
      ]),
      manyShape: choice("List of states (207)", [
        ["array", "A bare list"],
        ["wrapped", "A list inside an object"],
      ]),
      bulkWebhook: choice("Setting an address for several numbers", [
        ["mixed-207", "207 only where entries differ"],
        ["always-207", "Always 207"],
      ]),
      errorKey: choice("Field of the error text", [
        ["error", "error"],
        ["detail", "detail"],
        ["message", "message"],
        ["reason", "reason"],
      ]),
      unauthorizedShape: choice("Answer to wrong credentials", [
        ["code-error", "code and error"],
        ["detail", "detail"],
        ["expired", "error: token has expired"],
      ]),
      tokenLifetimeMs: seconds("Tokens last", 24 * 3600 * 1000),
      inboundSignature: text("Signature of inbound messages", "sandbox-shared-signature"),
      inboundRetryMs: seconds("Time between delivery attempts", 500),
    },
  },
} as const;

export const limits = {
  intelepeer: limit("All calls except sign-in", { requests: 12, windowMs: 1000, burst: null }),
};

export type IntelepeerWorld = SandboxWorld<SettingsOf<typeof settings>>;
