import type { Readable, Writable } from "node:stream";

/** A part of a task's output: a small JSON value, and bytes. */
export type Frame = { head: unknown; body: Buffer };

/** Two lengths of four bytes, head and body; then both. */
const LENGTHS_BYTES = 8;

/**
 * Writes frames. Resolves once the one before it is written, so that one is on its way while the next is made, and no more are held. `end`
 * resolves when all is written.
 */
export function createFrameWriter(stream: Writable) {
  let last: Promise<void> = Promise.resolve();
  const send = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve())));
  return {
    write: async (head: unknown, body: Uint8Array): Promise<void> => {
      await last;
      const text = Buffer.from(JSON.stringify(head), "utf8");
      const lengths = Buffer.alloc(LENGTHS_BYTES);
      lengths.writeUInt32BE(text.length, 0);
      lengths.writeUInt32BE(body.byteLength, 4);
      last = send(Buffer.concat([lengths, text])).then(() => send(body));
      last.catch(() => undefined);
    },
    end: async (): Promise<void> => {
      await last;
      await new Promise<void>((resolve) => stream.end(resolve));
    },
  };
}

/** The frames of a stream; what is left of one that was cut off is dropped. */
export async function* readFrames(stream: Readable): AsyncGenerator<Frame> {
  let waiting: Buffer[] = [];
  let size = 0;
  let wanted = LENGTHS_BYTES;
  for await (const part of stream as AsyncIterable<Buffer>) {
    waiting.push(part);
    size += part.length;
    if (size < wanted) continue;
    let bytes = Buffer.concat(waiting, size);
    for (;;) {
      wanted = measureFrame(bytes);
      if (bytes.length < wanted) break;
      const headEnd = LENGTHS_BYTES + bytes.readUInt32BE(0);
      yield {
        head: JSON.parse(bytes.toString("utf8", LENGTHS_BYTES, headEnd)) as unknown,
        body: bytes.subarray(headEnd, wanted),
      };
      bytes = bytes.subarray(wanted);
    }
    waiting = [Buffer.from(bytes)];
    size = bytes.length;
  }
}

const measureFrame = (bytes: Buffer) =>
  bytes.length < LENGTHS_BYTES ? LENGTHS_BYTES : LENGTHS_BYTES + bytes.readUInt32BE(0) + bytes.readUInt32BE(4);
