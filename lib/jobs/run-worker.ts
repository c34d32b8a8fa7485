import "server-only";
import { EventEmitter } from "node:events";
import { Logger, run as runGraphile, type Task, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Database } from "@/lib/db/client";
import type { WritableCarriers } from "@/lib/engine/accounts/open-account";
import { log } from "@/lib/log";
import { tryWaitingAccounts } from "@/lib/services/accounts/try-waiting-accounts";
import { lookAtCampaign } from "@/lib/services/campaigns/look-at-campaign";
import { startSender, type Sender } from "@/lib/engine/sender";
import { watchDeadWorkers } from "./dead-workers";
import { jobs, type JobName, type JobPayload } from "./definitions";
import { handleCallbacks } from "./handlers/handle-callbacks";
import { followOrder } from "./handlers/follow-order";

export type WorkerContext = Database & { carriers: WritableCarriers };
export type Worker = { stop(): Promise<void> };

const ACCOUNTS_AGAIN_MS = 3_000;
const CONCURRENCY = 4;

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

  const handlers: { [N in JobName]: (payload: JobPayload<N>) => Promise<void> } = {
    "account.wake": ({ accountId }) => Promise.resolve(senders.get(accountId)?.wake()),
    "order.follow": (payload) => followOrder(context, payload),
    "callbacks.received": ({ callbackIds }) => handleCallbacks(context, callbackIds),
    "campaign.look": async (payload) => void (await lookAtCampaign(context, payload)),
  };
  const deaths = watchDeadWorkers(context.sql);
  const events = new EventEmitter() as WorkerEvents;
  events.on("worker:create", ({ worker }) => {
    deaths
      .addOwn(worker.workerId)
      .catch((error: unknown) => log.warn({ err: error }, "could not mark a worker as living"));
  });
  const runner = await runGraphile({
    pgPool: context.sql,
    taskList: toTaskList(handlers),
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
    events,
    parsedCronItems: [],
    logger: new Logger((scope) => (level, message) => {
      if (level === "error" || level === "warning")
        log.warn({ scope: scope.label, job: scope.taskIdentifier }, message);
    }),
  });
  await deaths.sweep();

  return {
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      deaths.stop();
      await Promise.all([runner.stop(), probing, ...[...senders.values()].map((sender) => sender.stop())]);
    },
  };
}

function toTaskList(handlers: { [N in JobName]: (payload: JobPayload<N>) => Promise<void> }): TaskList {
  const toTask =
    <N extends JobName>(name: N): Task =>
    async (payload) =>
      handlers[name](jobs[name].parse(payload) as JobPayload<N>);
  return Object.fromEntries((Object.keys(jobs) as JobName[]).map((name) => [name, toTask(name)]));
}
