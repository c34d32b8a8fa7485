import { createAdmin } from "./core/admin";
import { type FaultRule, type FaultRuleInput } from "./core/faults";
import { makeChange } from "./core/changes";
import { openFront } from "./core/http-front";
import { type Ledger } from "./core/ledger";
import { type RequestStats } from "./core/request-stats";
import { World } from "./core/world";
import {
  SANDBOX_CREDENTIALS,
  type SandboxCredentials,
  SANDBOXES,
  type SandboxSettings,
  type SandboxUrls,
  type SeedInput,
  type SettingsPatch,
} from "./registry";

export interface SandboxOptions {
  /** Folder of the journal; null keeps everything in memory. */
  dataDir: string | null;
  /** 0 or absent: any free port. */
  port?: number;
  settings?: SettingsPatch;
  /** Origin to which callbacks go instead of the one registered, for a portal whose public address is not reachable. */
  callbacksTo?: string;
  /** Callbacks may go into private networks. */
  allowPrivateHosts?: boolean;
  /** When set, `/_admin` requires it as `x-admin-key`. */
  adminKey?: string;
}

export interface Sandboxes {
  url: string;
  urls: SandboxUrls;
  credentials: SandboxCredentials;
  ledger: Ledger;
  stats: RequestStats;
  settings(): SandboxSettings;
  changeSettings(patch: SettingsPatch): SandboxSettings;
  addFault(rule: FaultRuleInput): FaultRule;
  removeFault(id: string): void;
  /** The rules in force, each with how often it struck. */
  listFaults(): FaultRule[];
  /** Rows `{ carrier, number | campaign, outcome }`, as in the README. */
  setOutcomes(rows: unknown): void;
  dropOutcomes(): void;
  seed(input: SeedInput): void;
  /** `{ carrier, change, numbers, values }`: something that nobody requested, as in the README. */
  change(input: unknown): void;
  expireTokens(): void;
  listTokens(): string[];
  /** Moves the carriers' clock forward by milliseconds: delays, reviews and receipts that end by then have ended. */
  advance(ms: number): void;
  /** Forgets state, ledger, faults, outcomes and statistics; the settings (back to their defaults) only when asked. */
  reset(options?: { settings: boolean }): void;
  /** Brings what is due by the clock into the ledger (Bandwidth orders whose time has come). */
  settle(): void;
  /** Writes a snapshot and begins a new journal, as happens by itself every 250,000 events. */
  compact(): void;
  close(): Promise<void>;
}

/** Starts all simulated carriers on one loopback port. Ready when the promise resolves. */
export async function startSandboxes(options: SandboxOptions): Promise<Sandboxes> {
  const { dataDir, callbacksTo = null, allowPrivateHosts = false, adminKey = null } = options;
  const world = new World(SANDBOXES, dataDir, { callbacksTo, allowPrivateHosts });
  if (options.settings) world.changeSettings(options.settings);
  const front = await openFront(world, createAdmin(world, adminKey), options.port ?? 0);
  const url = `http://127.0.0.1:${front.port}`;
  const paths = SANDBOXES.flatMap(({ urls }) => Object.entries(urls));
  return {
    url,
    urls: Object.fromEntries(
      [...paths, ["admin", "/_admin"]].map(([name, path]) => [name, url + path]),
    ) as unknown as SandboxUrls,
    credentials: SANDBOX_CREDENTIALS,
    ledger: world.journal.ledger,
    stats: world.stats,
    settings: () => world.settings as unknown as SandboxSettings,
    changeSettings: (patch) => world.changeSettings(patch) as unknown as SandboxSettings,
    addFault: (rule) => world.addFault(rule),
    removeFault: (id) => world.commitFaults({ remove: id }),
    listFaults: () => world.faults.list(),
    setOutcomes: (rows) => void world.setOutcomes(rows),
    dropOutcomes: () => world.dropOutcomes("all"),
    seed: (input) => world.seed(input),
    change: (input) => void makeChange(world, input),
    expireTokens: () => world.expireTokens(),
    listTokens: () => world.running.flatMap(({ simulation }) => simulation.listTokens?.() ?? []),
    advance: (ms) => world.advance(ms),
    reset: (what) => world.reset(what?.settings ?? false),
    settle: () => world.settle(),
    compact: () => world.journal.writeSnapshot(),
    close: async () => {
      await front.close();
      world.journal.close();
    },
  };
}
