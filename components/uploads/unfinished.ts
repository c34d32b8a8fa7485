import { z } from "zod";

/** An upload whose content has not wholly left this browser: the same file, chosen again, goes on where it stopped. */
const unfinished = z.object({ id: z.uuid(), name: z.string(), size: z.number(), modified: z.number() });
type Unfinished = z.output<typeof unfinished>;

const KEY = "tandem.unfinished-uploads";
const MAX_KEPT = 20;

type Chosen = { name: string; size: number; lastModified: number };

const readAll = (): Unfinished[] => {
  try {
    return z.array(unfinished).parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
};

function writeAll(all: readonly Unfinished[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(all.slice(-MAX_KEPT)));
  } catch {
    // Without storage an interrupted upload starts over.
  }
}

/** A file saved again has another time: its parts must not be joined with those of the earlier one. */
export const findUnfinished = ({ name, size, lastModified }: Chosen): string | null =>
  readAll().findLast((one) => one.name === name && one.size === size && one.modified === lastModified)?.id ?? null;

export const keepUnfinished = (id: string, { name, size, lastModified }: Chosen): void =>
  writeAll([...readAll().filter((one) => one.id !== id), { id, name, size, modified: lastModified }]);

export const forgetUnfinished = (id: string): void => writeAll(readAll().filter((one) => one.id !== id));
