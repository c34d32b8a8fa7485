import type { LookupGroup } from "./lookup-answers";
import type { LookupGroups } from "./lookup-filter";

const PHRASES = {
  cannot: "cannot text",
  unknown: "not known",
  moving: "changing",
  can: "can text",
  "not-ours": "not ours",
} as const satisfies Record<Exclude<LookupGroup, "duplicate" | "invalid">, string>;
const isPhrased = (group: LookupGroup): group is keyof typeof PHRASES => Object.hasOwn(PHRASES, group);

/** "12 cannot text, 3 not known, 197 can text"; "All 212 can text" where there is one state only. Duplicates are not counted again. */
export function describeGroups({ groups }: Pick<LookupGroups, "groups">): string {
  const phrased = groups.flatMap(({ group, count }) => (isPhrased(group) ? [{ phrase: PHRASES[group], count }] : []));
  const [first, ...rest] = phrased;
  if (!first) return "No number in this list";
  if (rest.length === 0) {
    if (first.count === 1) return first.phrase.charAt(0).toUpperCase() + first.phrase.slice(1);
    return `All ${first.count.toLocaleString("en-US")} ${first.phrase}`;
  }
  return phrased.map(({ phrase, count }) => `${count.toLocaleString("en-US")} ${phrase}`).join(", ");
}
