/** A set of whole numbers from 1 to 2^53, at most twenty-odd bytes for each. */
export class NumberSet {
  #slots = new Float64Array(1 << 12);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Whether it was not in the set before. */
  add(value: number): boolean {
    if (this.#size * 2 >= this.#slots.length) this.#grow();
    const at = this.#find(this.#slots, value);
    if (this.#slots[at] === value) return false;
    this.#slots[at] = value;
    this.#size += 1;
    return true;
  }

  #grow() {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const value of this.#slots) if (value !== 0) larger[this.#find(larger, value)] = value;
    this.#slots = larger;
  }

  /** The slot of a value, or the free one where it would go. The number of slots is a power of 2. */
  #find(slots: Float64Array, value: number): number {
    const mask = slots.length - 1;
    const low = value % 4_294_967_296;
    let at = (Math.imul(low, 0x9e3779b1) ^ Math.imul((value - low) / 4_294_967_296, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & mask;
    while (slots[at] !== 0 && slots[at] !== value) at = (at + 1) & mask;
    return at;
  }
}
