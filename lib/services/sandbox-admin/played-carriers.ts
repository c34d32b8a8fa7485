import { z } from "zod";

/** The carriers that the sandbox can play, under the names of its administration. */
export const PLAYED_CARRIERS = ["intelepeer", "inumbering", "bandwidth"] as const;
export type PlayedCarrier = (typeof PLAYED_CARRIERS)[number];
export const playedCarrier = z.enum(PLAYED_CARRIERS, "Choose a carrier.");

export const CARRIER_LABELS = {
  intelepeer: "IntelePeer",
  inumbering: "iNumbering",
  bandwidth: "Bandwidth",
} as const satisfies Record<PlayedCarrier, string>;

export type Choice = { value: string; label: string };

/** What a fault rule can be bound to, in plain words; the values are the sandbox's endpoint patterns. */
export const ENDPOINTS = {
  intelepeer: [
    { value: "authenticate", label: "Sign-in for a token" },
    { value: "POST provision", label: "Switch SMS on" },
    { value: "DELETE provision", label: "Switch SMS off" },
    { value: "GET provision", label: "Read the SMS state" },
    { value: "POST webhook", label: "Set the inbound address" },
    { value: "GET webhook", label: "Read the inbound address" },
  ],
  inumbering: [
    { value: "tnInventory", label: "Search numbers" },
    { value: "tnInventoryCoverage", label: "Coverage" },
    { value: "tnOrder", label: "Order numbers" },
    { value: "numbers/list", label: "List owned numbers" },
    { value: "numbers/disconnect", label: "Give numbers back" },
    { value: "gateways/list", label: "List gateways" },
    { value: "addMessagingBrand", label: "Add a brand" },
    { value: "addMessagingCampaign", label: "Add a campaign" },
    { value: "tnMessagingCampaign", label: "Put numbers on a campaign" },
    { value: "messaging/campaigns", label: "Read campaigns" },
    { value: "messaging/status", label: "Read the messaging state" },
  ],
  bandwidth: [
    { value: "POST externalTns", label: "Send an import or remove order" },
    { value: "GET externalTns", label: "Read import and remove orders" },
    { value: "POST applications", label: "Create or change an application" },
    { value: "GET applications", label: "Read applications" },
    { value: "POST phoneNumbers", label: "Register a number" },
    { value: "GET phoneNumbers", label: "Read registered numbers" },
    { value: "POST messages", label: "Send a message" },
    { value: "GET messages", label: "Read messages" },
  ],
} as const satisfies Record<PlayedCarrier, readonly Choice[]>;

/** `Switch SMS on` for a pattern of the list, the pattern itself for any other, `All calls` without one. */
export function describeEndpoint(carrier: PlayedCarrier | undefined, endpoint: string | undefined): string {
  if (endpoint === undefined) return "All calls";
  const known: readonly Choice[] = carrier === undefined ? [] : ENDPOINTS[carrier];
  return known.find(({ value }) => value === endpoint)?.label ?? endpoint;
}
