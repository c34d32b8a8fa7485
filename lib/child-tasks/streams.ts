import type { ChildProcess } from "node:child_process";
import { Readable, Writable } from "node:stream";
import { type Frame, readFrames } from "./frames";

/** What a task reads and writes besides its input and result, as it comes. */
export type TaskStreams = {
  body: AsyncIterable<Uint8Array>;
  /** The next frame is taken when this one is done. */
  onFrame?: (frame: Frame) => Promise<void>;
};

/** Places in a child's list of open files, after those of every process and the channel for messages. */
export const BODY_FD = 4;
export const FRAMES_FD = 5;

/** Feeds a child and takes its frames until both have ended. Throws what `body` or `onFrame` throws; a child that wants no more is no error. */
export async function runStreams(child: ChildProcess, { body, onFrame }: TaskStreams): Promise<void> {
  const pipes: readonly unknown[] = child.stdio;
  const [input, output] = [pipes[BODY_FD], pipes[FRAMES_FD]];
  if (!(input instanceof Writable) || !(output instanceof Readable))
    throw new Error("The process was started without streams.");
  input.on("error", () => undefined);
  await Promise.all([feedBody(input, body), takeFrames(output, onFrame)]);
}

async function feedBody(input: Writable, body: AsyncIterable<Uint8Array>) {
  for await (const part of body) {
    if (input.destroyed) return;
    if (!input.write(part)) await waitForRoom(input);
  }
  input.end();
}

/** Until more can be written, or never again. */
const waitForRoom = (input: Writable) =>
  new Promise<void>((resolve) => {
    const end = () => {
      input.off("drain", end).off("close", end);
      resolve();
    };
    input.on("drain", end).on("close", end);
    if (input.destroyed) end();
  });

async function takeFrames(output: Readable, onFrame: TaskStreams["onFrame"]) {
  for await (const frame of readFrames(output)) await onFrame?.(frame);
}
