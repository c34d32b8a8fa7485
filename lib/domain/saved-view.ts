import { z } from "zod";

/** The lists whose filters can be saved. */
export const SAVED_LISTS = ["orders", "numbers"] as const;
export type SavedList = (typeof SAVED_LISTS)[number];
export const savedList = z.enum(SAVED_LISTS);

export const savedViewName = z.string().trim().min(1, "Enter a name.").max(60, "Use at most 60 characters.");

export const MAX_SAVED_VIEWS = 30;

/** `query` is the URL query as written by `toViewQuery`. */
export type SavedView = {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  /** Null: one's own. */
  owner: string | null;
  canChange: boolean;
};

const PLACE = ["after", "before"];

/** The filters of a URL query in canonical form, without the position: equal queries show the same list. */
export function toViewQuery(query: string): string {
  const params = new URLSearchParams(query);
  for (const name of PLACE) params.delete(name);
  for (const [name, value] of [...params]) if (value === "") params.delete(name);
  params.sort();
  return params.toString();
}

export const viewQuery = z
  .string()
  .max(2_000)
  .transform(toViewQuery)
  .refine((query) => query !== "", "Choose a filter first.");
