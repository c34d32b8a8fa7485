import { PassThrough, Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createFrameWriter, readFrames } from "./frames";

it("gives every frame as it was written, however the bytes are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.jsonValue(), fc.uint8Array({ maxLength: 300 })), { maxLength: 12 }),
      fc.integer({ min: 1, max: 100 }),
      async (frames, size) => {
        const pipe = new PassThrough();
        const { write, end } = createFrameWriter(pipe);
        const reading = pipe.toArray() as Promise<Buffer[]>;
        for (const [head, body] of frames) await write(head, body);
        await end();
        const bytes = Buffer.concat(await reading);
        const cut = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
          bytes.subarray(n * size, (n + 1) * size),
        );
        const found: unknown[] = [];
        for await (const { head, body } of readFrames(Readable.from(cut))) found.push([head, [...body]]);
        expect(found).toEqual(frames.map(([head, body]) => [JSON.parse(JSON.stringify(head)), [...body]]));
      },
    ),
    { numRuns: 100 },
  );
});
