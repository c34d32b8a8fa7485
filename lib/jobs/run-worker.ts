import "server-only";
import { EventEmitter } from "node:events";
import {
  type CronItem,
  type JobHelpers,
  Logger,
  parseCronItems,
  run as runGraphile,
  type Task,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import type { Database } from "@/lib/db/client";
import type { WritableCarriers } from "@/lib/engine/accounts/open-account";
import { log } from "@/lib/log";
import { tryWaitingAccounts } from "@/lib/services/accounts/try-waiting-accounts";
import { lookAtCampaign } from "@/lib/services/campaigns/look-at-campaign";
import { expireLookups } from "@/lib/services/lookup/expire-lookups";
import { performAsking } from "@/lib/services/lookup/perform-asking";
import { foldMessageTotals } from "@/lib/services/messages/fold-totals";
import { runRefresh } from "@/lib/services/numbers/run-refresh";
import { expireUploads } from "@/lib/services/uploads/expire-uploads";
import { makeUploadPreview } from "@/lib/services/uploads/make-preview";
import { placeUploadOrders } from "@/lib/services/uploads/place-upload-orders";
import { runUndoLabels } from "@/lib/services/uploads/undo-labels";
import { loadUpload } from "@/lib/services/uploads/load-upload";
import { readUpload } from "@/lib/services/uploads/read-upload";
import { resumeUploads } from "@/lib/services/uploads/resume-uploads";
import { startSender, type Sender } from "@/lib/engine/sender";
import { watchDeadWorkers } from "./dead-workers";
import { ASKING_JOBS, jobs, type JobName, type JobPayload, LONG_JOBS, READING_JOBS } from "./definitions";
import { startReadingLoop } from "./reading-loop";
import { handleCallbacks } from "./handlers/handle-callbacks";
import { followOrder } from "./handlers/follow-order";

export type WorkerContext = Database & { carriers: WritableCarriers };
export type Worker = { stop(): Promise<void> };

const ACCOUNTS_AGAIN_MS = 3_000;
const UPLOADS_AGAIN_MS = 30_000;
const CONCURRENCY = 4;
/** Whichever worker comes first; daily ones are made up for where none was running. */
const SCHEDULE: CronItem[] = [
  { task: "uploads.expire" satisfies JobName, match: "17 4 * * *", options: { backfillPeriod: 86_400_000 } },
  { task: "lookups.expire" satisfies JobName, match: "37 4 * * *", options: { backfillPeriod: 86_400_000 } },
  { task: "messages.fold" satisfies JobName, match: "*/20 * * * *" },
];
const LONG_CONCURRENCY = 2;
const READING_CONCURRENCY = 2;
const ASKING_CONCURRENCY = 2;

/** `attempt`: which try of the job it is, from 1. `signal`: the worker is to stop; the job is given back. */
type JobRun = { attempt: number; signal: AbortSignal };
type Handlers = { [N in JobName]: (payload: JobPayload<N>, run: JobRun) => Promise<void> };

/** One worker: a sender per carrier account, and the jobs of the queue. Any number may run against one database. */
export async function runWorker(context: WorkerContext): Promise<Worker> {
  const senders = new Map<string, Sender>();
  let isStopping = false;

  async function matchSenders() {
    const accounts = await context.db.carrierAccount.findMany({ where: { isEnabled: true }, select: { id: true } });
    if (isStopping) return;
    const wanted = new Set(accounts.map((account) => account.id));
    for (const id of wanted) if (!senders.has(id)) senders.set(id, startSender(context.sql, context.carriers, id));
    for (const [id, sender] of senders)
      if (!wanted.has(id)) {
        senders.delete(id);
        void sender.stop();
      }
  }

  // Not awaited: a live carrier may be slow or down, and the others go on.
  const probeWaiting = () =>
    tryWaitingAccounts(context)
      .then((count) => (count > 0 ? matchSenders() : undefined))
      .catch((error: unknown) => log.warn({ err: error }, "could not probe the carrier accounts that wait for it"));

  await matchSenders();
  let probing = probeWaiting();
  const timer = setInterval(() => {
    matchSenders().catch((error: unknown) => log.warn({ err: error }, "could not look for carrier accounts"));
    probing = Promise.all([probing, probeWaiting()]).then(() => undefined);
  }, ACCOUNTS_AGAIN_MS);

  const handlers: Handlers = {
    "account.wake": ({ accountId }) => Promise.resolve(senders.get(accountId)?.wake()),
    "order.follow": (payload) => followOrder(context, payload),
    "callbacks.received": ({ callbackIds }) => handleCallbacks(context, callbackIds),
    "campaign.look": async (payload) => void (await lookAtCampaign(context, payload)),
    "upload.ask": (payload, { signal }) => makeUploadPreview({ ...context, now: () => new Date() }, payload, signal),
    "upload.preview": (payload, { signal }) =>
      makeUploadPreview({ ...context, now: () => new Date() }, payload, signal),
    "upload.submit": (payload, { signal }) => placeUploadOrders({ ...context, now: () => new Date() }, payload, signal),
    "upload.undo": (payload, { signal }) => runUndoLabels({ ...context, now: () => new Date() }, payload, signal),
    "uploads.expire": () => expireUploads({ ...context, now: () => new Date() }),
    "lookup.ask": (payload, { signal }) => performAsking({ ...context, now: () => new Date() }, payload, signal),
    "lookups.expire": () => expireLookups({ ...context, now: () => new Date() }),
    "messages.fold": () => foldMessageTotals(context),
    "numbers.refresh": (payload, { signal }) => runRefresh({ ...context, now: () => new Date() }, payload, signal),
    "upload.read": ({ id }, run) => readUpload(context, { id, ...run }),
    "upload.load": ({ id }, run) => loadUpload({ ...context, now: () => new Date() }, { id, ...run }),
  };
  const readings = startReadingLoop(context);
  const stopping = new AbortController();
  const deaths = watchDeadWorkers(context.sql);
  const events = new EventEmitter() as WorkerEvents;
  // Jobs are locked in the name of a pool of workers, not of one of them.
  events.on("pool:create", ({ workerPool }) => {
    deaths
      .addOwn(workerPool.id)
      .catch((error: unknown) => log.warn({ err: error }, "could not mark a worker as living"));
  });
  const apart: readonly JobName[] = [...LONG_JOBS, ...READING_JOBS, ...ASKING_JOBS];
  const short = (Object.keys(jobs) as JobName[]).filter((name) => !apart.includes(name));
  const startRunner = (own: readonly JobName[], concurrency: number, schedule: CronItem[] = []) =>
    runGraphile({
      pgPool: context.sql,
      taskList: toTaskList(handlers, own, stopping.signal),
      concurrency,
      noHandleSignals: true,
      pollInterval: 1_000,
      events,
      parsedCronItems: parseCronItems(schedule),
      logger: new Logger((scope) => (level, message) => {
        if (level === "error" || level === "warning")
          log.warn({ scope: scope.label, job: scope.taskIdentifier }, message);
      }),
    });
  const runners = [
    await startRunner(short, CONCURRENCY),
    await startRunner(READING_JOBS, READING_CONCURRENCY),
    await startRunner(ASKING_JOBS, ASKING_CONCURRENCY),
    await startRunner(LONG_JOBS, LONG_CONCURRENCY, SCHEDULE),
  ];
  await deaths.sweep();
  const resume = () =>
    resumeUploads(context).catch((error: unknown) => log.warn({ err: error }, "could not look for idle uploads"));
  await resume();
  const resuming = setInterval(() => void resume(), UPLOADS_AGAIN_MS);

  return {
    stop: async () => {
      isStopping = true;
      stopping.abort();
      clearInterval(timer);
      clearInterval(resuming);
      deaths.stop();
      await Promise.all([
        ...runners.map((runner) => runner.stop()),
        probing,
        readings.stop(),
        ...[...senders.values()].map((sender) => sender.stop()),
      ]);
    },
  };
}

function toTaskList(handlers: Handlers, names: readonly JobName[], signal: AbortSignal): TaskList {
  const toTask =
    <N extends JobName>(name: N): Task =>
    async (payload: unknown, { job }: JobHelpers) =>
      handlers[name](jobs[name].parse(payload) as JobPayload<N>, { attempt: job.attempts, signal });
  return Object.fromEntries(names.map((name) => [name, toTask(name)]));
}
