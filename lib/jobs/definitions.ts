import { z } from "zod";

/** Every job by name. Payloads carry ids, never content: the row is the truth when the job runs. */
export const jobs = {
  /** There is due work for this account: the worker that runs the job wakes its sender. */
  "account.wake": z.object({ accountId: z.uuid() }),
  /** An order is settled: what follows from it is started (registration after an import). */
  "order.follow": z.object({ orderId: z.uuid() }),
  /** Stored callbacks wait to be processed. */
  "callbacks.received": z.object({ callbackIds: z.array(z.uuid()) }),
  /** A registered campaign whose status at the carrier is due to be read, for the (`looks` + 1)th time. */
  "campaign.look": z.object({ id: z.uuid(), looks: z.number().int().min(0) }),
  /** The carriers are asked about the ready rows of an upload, before they are compared with what is known then. */
  "upload.ask": z.object({ id: z.uuid(), startedAt: z.string() }),
  /** Ready rows are compared with what is known of their numbers. `startedAt` names the run: an older one ends. */
  "upload.preview": z.object({ id: z.uuid(), startedAt: z.string() }),
  /** The orders of a submitted upload are placed. */
  "upload.submit": z.object({ id: z.uuid() }),
  /** What an upload set of customers, tags and notes is taken back. */
  "upload.undo": z.object({ id: z.uuid() }),
  /** What is left of deleted uploads is removed, and uploads that were kept long enough are deleted. */
  "uploads.expire": z.object({}),
  /** The content of an upload has come: what it is has to be found out. */
  "upload.read": z.object({ id: z.uuid() }),
  /** What the columns of an upload are is known: all of its rows are to be loaded. */
  "upload.load": z.object({ id: z.uuid() }),
  /** The carriers are asked about the numbers of a lookup, in round `n`. */
  "lookup.ask": z.object({ id: z.uuid(), n: z.number().int() }),
  /** Totals of messages are added up. */
  "messages.fold": z.object({}),
  /** Lookups that were kept long enough are deleted. */
  "lookups.expire": z.object({}),
  /** Many numbers are to be read at their carriers, as a person asked. */
  "numbers.refresh": z.object({ id: z.uuid() }),
} as const satisfies Record<string, z.ZodType>;

/** Jobs that may run for minutes. They have workers of their own, so that the others never wait for them. */
export const LONG_JOBS = [
  "upload.read",
  "upload.load",
  "upload.preview",
  "upload.submit",
  "upload.undo",
  "uploads.expire",
] as const satisfies readonly (keyof typeof jobs)[];

/** Jobs that wait for carriers while a person looks on: neither behind those that run for minutes, nor before those that take a moment. */
export const READING_JOBS = ["lookup.ask"] as const satisfies readonly (keyof typeof jobs)[];

/** Jobs that wait for carriers for minutes or hours: no file is read or submitted later because of them. */
export const ASKING_JOBS = ["upload.ask", "numbers.refresh"] as const satisfies readonly (keyof typeof jobs)[];

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>;
