import { z } from "zod";
import { playedCarrier, type PlayedCarrier } from "./played-carriers";

/** A word of lib/sandbox/README.md, "Numbers with a fate", or a carrier's error. */
export const outcome = z.union([z.string(), z.object({ code: z.string(), text: z.string() })]);
export type Outcome = z.output<typeof outcome>;

/** `key`: ten digits, or a campaign's id. */
export const outcomeRow = z.object({ carrier: playedCarrier, key: z.string(), outcome });
export type OutcomeRow = z.output<typeof outcomeRow>;

export type OutcomeChoice = {
  value: string;
  label: string;
  /** What the carrier will do. */
  meaning: string;
  target: "numbers" | "campaigns";
  /** `code`: an error code with or without a text; `event`: an event status of a campaign. */
  needs?: "code" | "event";
};

export const OUTCOMES: Record<PlayedCarrier, readonly OutcomeChoice[]> = {
  intelepeer: [
    { value: "error", label: "Ends in error", meaning: "Accepted, then the state becomes error.", target: "numbers" },
    {
      value: "stuck",
      label: "Never finishes",
      meaning: "Accepted, then stays in provisioning for good.",
      target: "numbers",
    },
    {
      value: "slow",
      label: "Takes long",
      meaning: "All its delays are multiplied by the slow factor.",
      target: "numbers",
    },
    {
      value: "not-owned",
      label: "Not ours",
      meaning: "Refused: not available for use by the customer.",
      target: "numbers",
    },
    {
      value: "owned",
      label: "Ours",
      meaning: "Belongs to the account, also where only listed numbers do.",
      target: "numbers",
    },
  ],
  inumbering: [
    { value: "taken", label: "Taken by someone else", meaning: "Refused when ordered.", target: "numbers" },
    {
      value: "never-listed",
      label: "Ordered, never listed",
      meaning: "The order is accepted; the number never appears among the owned.",
      target: "numbers",
    },
    { value: "slow", label: "Listed late", meaning: "Appears among the owned numbers much later.", target: "numbers" },
    { value: "porting", label: "Porting", meaning: "Cannot be given back: it is being ported.", target: "numbers" },
    {
      value: "excluded",
      label: "Excluded from campaigns",
      meaning: "Assignment is refused with 432, TN Excluded.",
      target: "numbers",
    },
    {
      value: "campaign-refused",
      label: "Campaign refused",
      meaning: "Assignment to a campaign is refused.",
      target: "numbers",
    },
    {
      value: "not-active",
      label: "Campaign not active",
      meaning: "Adding the campaign is refused: not ACTIVE.",
      target: "campaigns",
    },
    {
      value: "not-registered",
      label: "Campaign not registered",
      meaning: "Adding the campaign is refused: not registered.",
      target: "campaigns",
    },
    {
      value: "event",
      label: "Campaign has an event status",
      meaning: "Reading the campaign gives this status.",
      target: "campaigns",
      needs: "event",
    },
  ],
  bandwidth: [
    {
      value: "code",
      label: "Fails with an error code",
      meaning: "Listed among the errors of its import or remove order.",
      target: "numbers",
      needs: "code",
    },
    {
      value: "unmentioned",
      label: "Not mentioned",
      meaning: "Neither among the order's numbers nor among its errors.",
      target: "numbers",
    },
    { value: "slow", label: "Holds up its order", meaning: "The whole order takes much longer.", target: "numbers" },
    {
      value: "succeed",
      label: "Succeeds in any case",
      meaning: "Imported even where its last four digits say otherwise.",
      target: "numbers",
    },
    {
      value: "registration-refused",
      label: "Registration refused",
      meaning: "Cannot be registered to an application.",
      target: "numbers",
    },
    {
      value: "message-undelivered",
      label: "Messages to it are not delivered",
      meaning: "Accepted, then undelivered.",
      target: "numbers",
    },
    {
      value: "message-rejected",
      label: "Messages to it are rejected",
      meaning: "Accepted, then rejected.",
      target: "numbers",
    },
  ],
};

/** Import errors of the published table that people meet. */
export const IMPORT_CODES = ["5124", "7518", "13552", "19001", "25060", "25070", "25080", "25090"] as const;

export function describeOutcome({ carrier, outcome: given }: Pick<OutcomeRow, "carrier" | "outcome">): string {
  if (typeof given !== "string") return `Fails with ${given.code}: ${given.text}`;
  if (/^\d+$/.test(given)) return `Fails with ${given}`;
  if (given.startsWith("CAMPAIGN_")) return `Event status ${given}`;
  return OUTCOMES[carrier].find(({ value }) => value === given)?.label ?? given;
}
