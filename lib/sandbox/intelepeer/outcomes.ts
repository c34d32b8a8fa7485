import { type OutcomeChoice } from "../core/outcomes";

export const outcomes: readonly OutcomeChoice[] = [
  { value: "error", label: "Ends in error", meaning: "Accepted, then the state becomes error." },
  { value: "stuck", label: "Never finishes", meaning: "Accepted, then stays in provisioning." },
  { value: "slow", label: "Takes long", meaning: "All its delays are multiplied by the slow factor." },
  { value: "not-owned", label: "Not owned", meaning: "Refused: not available for use by the customer." },
  { value: "owned", label: "Owned", meaning: "Belongs to the account even where only listed numbers do." },
];
