import { type EndedWork, readWorkKeys, type WorkKey } from "@/lib/domain/ended-work";

const KNOWN = "tandem.known-work";
const SHOWN = "tandem.shown-work";
const MAX_SHOWN = 100;

/** What was under way when this tab last asked; it outlives a reload. */
export const readKnown = (): WorkKey[] => readWorkKeys(read(() => sessionStorage, KNOWN));
export const keepKnown = (keys: readonly WorkKey[]): void => write(() => sessionStorage, KNOWN, keys.join(","));

/** Those that no tab of this browser has shown: another one may have been in front when they ended. */
export function takeNew(ended: readonly EndedWork[]): EndedWork[] {
  if (ended.length === 0) return [];
  const shown = read(() => localStorage, SHOWN).split("\n");
  const name = ({ key, text }: EndedWork) => `${key} ${text.replaceAll("\n", " ")}`;
  const fresh = ended.filter((one) => !shown.includes(name(one)));
  write(() => localStorage, SHOWN, [...shown, ...fresh.map(name)].slice(-MAX_SHOWN).join("\n"));
  return fresh;
}

// Without storage a tab forgets on reload, and shows what another has shown.
const memory = new Map<string, string>();

function read(storage: () => Storage, key: string): string {
  try {
    return storage().getItem(key) ?? "";
  } catch {
    return memory.get(key) ?? "";
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  memory.set(key, value);
  try {
    storage().setItem(key, value);
  } catch {
    // Kept in memory.
  }
}
