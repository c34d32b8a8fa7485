/** A file that costs a careless reader much time or memory. `outcome`: what is said of it, or how many rows it gives. */
export type HostileFile = { name: string; make: () => Uint8Array; outcome: RegExp | number };

export const many = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => write(n)).join("");

/** The same bytes each time. */
export function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = 1;
  for (let at = 0; at < size; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}
