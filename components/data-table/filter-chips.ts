import type { FilterChip } from "./filter-bar";

type Labels<Name extends string> = Readonly<Record<Name, string>>;
const listUsed = <Name extends string>(
  labels: Labels<Name>,
  filter: Readonly<Partial<Record<NoInfer<Name>, string>>>,
) =>
  (Object.keys(labels) as Name[]).flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [{ name, value }];
  });

/** The filters in use, as the chips above the table show them; `spell` turns a value into text. */
export const listChips = <Name extends string>(
  labels: Labels<Name>,
  filter: Readonly<Partial<Record<NoInfer<Name>, string>>>,
  spell: (name: NoInfer<Name>, value: string) => string,
): FilterChip[] =>
  listUsed(labels, filter).map(({ name, value }) => ({ name, label: labels[name], value: spell(name, value) }));

/** The same filters in an address, without the place in the list. */
export const writeFilters = <Name extends string>(
  labels: Labels<Name>,
  filter: Readonly<Partial<Record<NoInfer<Name>, string>>>,
): URLSearchParams =>
  new URLSearchParams(listUsed(labels, filter).map(({ name, value }): [string, string] => [name, value]));
