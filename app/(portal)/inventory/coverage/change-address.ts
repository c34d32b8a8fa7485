type Params = Readonly<Record<string, string | string[] | undefined>>;

/** The page's address with the changes made (null removes a parameter), and the place in the list forgotten. */
export function changeAddress(params: Params, changes: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...params, after: undefined, before: undefined, ...changes })) {
    const one = Array.isArray(value) ? value[0] : value;
    if (one) query.set(name, one);
  }
  query.sort();
  return `/inventory/coverage?${query.toString()}`;
}
