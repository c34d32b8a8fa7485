import { text } from "../core/fields";
import { type ChangeKind, type UnrequestedChange } from "../sandbox";
import { type InumberingDeps } from "./call";

const DEFAULT_ROUTE = 4;

export const changes: readonly ChangeKind[] = [
  {
    value: "number-gone",
    label: "Number leaves the account",
    meaning: "No longer listed; its campaign ends too.",
    fields: {},
  },
  { value: "number-appeared", label: "Number appears", meaning: "Listed, as if it was ordered elsewhere.", fields: {} },
  {
    value: "campaign-gone",
    label: "Campaign is taken away",
    meaning: "The numbers are in no campaign any more.",
    fields: {},
  },
  {
    value: "campaign-changed",
    label: "Campaign changes",
    meaning: "The numbers move to another campaign, as if by another portal.",
    fields: {
      campaign: text("Campaign", "", {
        pattern: /^C[A-Z0-9]{6}$/,
        hint: "A campaign ID such as C123456.",
      }),
    },
  },
];

export function change({ value, numbers, values }: UnrequestedChange, { commit, world }: InumberingDeps): void {
  const { campaign = "" } = values;
  const at = world.clock.now();
  if (value === "number-gone") commit({ kind: "left", numbers });
  else if (value === "number-appeared")
    commit({
      kind: "seed",
      lines: numbers.map((number) => ({ number, route: DEFAULT_ROUTE, listedAt: 0 })),
      brands: [],
      campaigns: [],
    });
  else commit({ kind: "moved", numbers, campaign: value === "campaign-gone" ? null : campaign, from: at });
}
