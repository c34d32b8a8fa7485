import { text } from "../core/fields";
import { type OutcomeChoice } from "../core/outcomes";

export const outcomes: readonly OutcomeChoice[] = [
  { value: "taken", label: "Taken by another customer", meaning: "Refused when ordered." },
  {
    value: "never-listed",
    label: "Ordered, never listed",
    meaning: "The order is accepted; the number never appears among the owned numbers.",
  },
  { value: "slow", label: "Listed late", meaning: "Appears among the owned numbers much later." },
  { value: "porting", label: "Porting", meaning: "Cannot be released: it is being ported." },
  { value: "excluded", label: "Excluded from campaigns", meaning: "Assignment is refused with 432, TN Excluded." },
  { value: "campaign-refused", label: "Campaign refused", meaning: "Assignment to a campaign is refused." },
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
    label: "Campaign has event status",
    meaning: "Reading the campaign returns this status.",
    target: "campaigns",
    detail: {
      fields: {
        status: text("Event status", "", {
          pattern: /^CAMPAIGN_[A-Z_]+$/,
          hint: "An event status such as CAMPAIGN_EXPIRED.",
          initial: "CAMPAIGN_EXPIRED",
        }),
      },
      read: ({ status = "" }) => status,
      pattern: /^CAMPAIGN_/,
    },
  },
];
