import { type StateModule } from "./journal";
import { type Effect } from "./ledger";

type Dump = Record<string, unknown[]>;

/** State whose fields are maps and sets of JSON values: they are what a snapshot keeps. */
export abstract class Memory<E> implements StateModule<E, Dump> {
  abstract readonly name: string;
  abstract apply(event: E): void;

  effectsOf(_event: E): Effect[] {
    return [];
  }

  dump(): Dump {
    return Object.fromEntries(this.listParts().map(([name, part]) => [name, [...part]]));
  }

  load(dump: Dump): void {
    this.clear();
    for (const [name, part] of this.listParts())
      for (const item of dump[name] ?? [])
        if (part instanceof Set) part.add(item);
        else part.set(...toEntry(item));
  }

  clear(): void {
    for (const [, part] of this.listParts()) part.clear();
  }

  private listParts(): [string, Map<unknown, unknown> | Set<unknown>][] {
    return Object.entries(this).filter(
      (entry): entry is [string, Map<unknown, unknown> | Set<unknown>] =>
        entry[1] instanceof Map || entry[1] instanceof Set,
    );
  }
}

/** Snapshots of older releases list some maps by their values alone. */
function toEntry(item: unknown): [unknown, unknown] {
  if (Array.isArray(item)) return [item[0], item[1]];
  const { orderId, id } = item as { orderId?: string; id?: string };
  return [orderId ?? id, item];
}
