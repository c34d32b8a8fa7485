/** A well-mixed 32-bit hash of a whole number and a salt; the source of everything that must be the same each time. */
export function hashInteger(value: number, salt: number): number {
  let mixed = (Math.imul(value ^ (value >>> 16), 0x45d9f3b) ^ Math.imul(salt, 0x9e3779b1)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39) >>> 0;
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The n-th draw, in [0, 1), of the sequence that `seed` names. */
export function drawNumber(seed: number, n: number): number {
  return hashInteger(n, seed) / 2 ** 32;
}
