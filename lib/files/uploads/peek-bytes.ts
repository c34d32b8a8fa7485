export type Peeked = { head: Buffer; bytes: AsyncIterable<Uint8Array> };

/** The first bytes, at least `count` where there are so many, and all of them again. */
export async function peekBytes(source: AsyncIterable<Uint8Array>, count: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < count) {
    const { done, value } = await iterator.next();
    if (done) break;
    parts.push(value);
    size += value.byteLength;
  }
  const head = Buffer.concat(parts, size);
  return { head, bytes: chain(head, iterator) };
}

async function* chain(head: Buffer, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

export const isZip = (head: Uint8Array) => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
