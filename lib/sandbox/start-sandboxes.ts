import { answerAdmin } from "./admin/answer-admin";
import { seedSandbox, type SeedInput } from "./admin/seed";
import { type CarrierName, CARRIERS, type PlayedApi } from "./core/exchange";
import { type FaultRule, type FaultRuleInput } from "./core/faults";
import { openFront } from "./core/http-front";
import { type Ledger } from "./core/ledger";
import { type RequestStats } from "./core/request-stats";
import { type SandboxSettings, type SettingsPatch } from "./core/settings";
import { World } from "./core/world";
import { SANDBOX_CREDENTIALS, type SandboxCredentials } from "./credentials";
import { playCarriers } from "./play-carriers";

export interface SandboxOptions {
  /** Folder of the journal; null keeps everything in memory. */
  dataDir: string | null;
  /** 0 or absent: any free port. */
  port?: number;
  /** Which carriers answer; all by default. */
  carriers?: CarrierName[];
  settings?: SettingsPatch;
  /** Origin to which callbacks go instead of the one registered, for a portal whose public address is not reachable. */
  callbacksTo?: string;
  /** Callbacks may go into private networks. */
  allowPrivateHosts?: boolean;
  /** When set, `/_admin` wants it as `x-admin-key`. */
  adminKey?: string;
}

export interface SandboxUrls {
  intelepeer: string;
  intelepeerAuth: string;
  inumbering: string;
  bandwidthDashboard: string;
  bandwidthMessaging: string;
  admin: string;
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
  expireTokens(): void;
  listTokens(): string[];
  /** Forgets state, ledger, faults, outcomes and statistics; the settings (back to their defaults) only when asked. */
  reset(options?: { settings: boolean }): void;
  /** Brings what is due by the clock into the ledger (Bandwidth orders whose time has come). */
  settle(): void;
  /** Writes a snapshot and begins a new journal, as happens by itself every 250,000 events. */
  compact(): void;
  close(): Promise<void>;
}

/** Starts the carriers on one loopback port. Ready when the promise resolves. */
export async function startSandboxes(options: SandboxOptions): Promise<Sandboxes> {
  const world = new World(options.dataDir, options.allowPrivateHosts);
  const played = playCarriers(world, options.callbacksTo ?? null);
  world.journal.open();
  if (options.settings) world.changeSettings(options.settings);
  const asked = new Set<CarrierName>(options.carriers ?? CARRIERS);
  const apis: PlayedApi[] = played.apis.filter(({ carrier }) => asked.has(carrier));
  const admin = answerAdmin(world, played, {
    adminKey: options.adminKey ?? null,
    callbacksTo: options.callbacksTo ?? null,
  });
  const front = await openFront(world, apis, admin, options.port ?? 0);
  const url = `http://127.0.0.1:${front.port}`;
  return {
    url,
    urls: listUrls(url),
    credentials: SANDBOX_CREDENTIALS,
    ledger: world.journal.ledger,
    stats: world.stats,
    settings: () => world.settings,
    changeSettings: (patch) => world.changeSettings(patch),
    addFault: (rule) => world.addFault(rule),
    removeFault: (id) => world.removeFault(id),
    listFaults: () => world.faults.list(),
    setOutcomes: (rows) => void world.setOutcomes(rows),
    dropOutcomes: () => world.dropOutcomes({ drop: "all" }),
    seed: (input) => seedSandbox(played, input),
    expireTokens: () => played.intelepeer.expireTokens(),
    listTokens: () => played.intelepeer.listTokens(),
    reset: (what) => world.reset(what?.settings ?? false),
    settle: () => played.settle(),
    compact: () => world.journal.writeSnapshot(),
    close: async () => {
      await front.close();
      world.journal.close();
    },
  };
}

function listUrls(url: string): SandboxUrls {
  return {
    intelepeer: `${url}/intelepeer/_rest/v4`,
    intelepeerAuth: `${url}/intelepeer/_rest/v4/authenticate`,
    inumbering: `${url}/inumbering`,
    bandwidthDashboard: `${url}/bandwidth/api`,
    bandwidthMessaging: `${url}/catapult/v1`,
    admin: `${url}/_admin`,
  };
}
