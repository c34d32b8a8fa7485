import { type SandboxDefinition, type SandboxWorld, type Simulation } from "../sandbox";
import { Clock } from "./clock";
import { deliverCallback, type DeliveryOptions } from "./deliver-callback";
import { type FaultEvent, type FaultRule, FaultStore } from "./faults";
import { Journal } from "./journal";
import { Limiter } from "./limiter";
import { type OutcomeEvent, OutcomeStore } from "./outcomes";
import { RequestStats } from "./request-stats";
import { type Settings, SettingsStore } from "./settings";

export interface Running {
  definition: SandboxDefinition;
  simulation: Simulation;
}

/** What all simulated carriers share: memory, clock, settings, fault rules, outcomes, limits and statistics. */
export class World {
  readonly journal: Journal;
  readonly clock = new Clock();
  readonly limiter = new Limiter();
  readonly stats = new RequestStats();
  readonly outcomes: OutcomeStore;
  readonly faults: FaultStore;
  readonly settingsStore: SettingsStore;
  readonly running: readonly Running[];
  private readonly commitSettings: (event: Settings) => void;
  private readonly commitOutcomes: (event: OutcomeEvent) => void;
  private readonly commitClock: (aheadMs: number) => void;
  readonly commitFaults: (event: FaultEvent) => void;

  constructor(
    definitions: readonly SandboxDefinition[],
    dataDir: string | null,
    private readonly delivery: DeliveryOptions,
  ) {
    this.journal = new Journal(dataDir);
    this.settingsStore = new SettingsStore(definitions);
    this.outcomes = new OutcomeStore(definitions);
    this.faults = new FaultStore(definitions);
    this.commitSettings = this.journal.register(this.settingsStore);
    this.commitOutcomes = this.journal.register(this.outcomes);
    this.commitFaults = this.journal.register(this.faults);
    this.commitClock = this.journal.register(this.clock);
    this.running = definitions.map((definition) => ({ definition, simulation: this.simulate(definition) }));
    this.journal.open();
  }

  private simulate(definition: SandboxDefinition): Simulation {
    const { settingsStore, outcomes, journal, clock, delivery } = this;
    return definition.simulate({
      get settings() {
        return settingsStore.current as SandboxWorld<Record<string, Record<string, unknown>>>["settings"];
      },
      clock,
      outcomeOf: (key) => outcomes.find(definition.id, key),
      remember: (memory) => journal.register(memory, definition.id),
      deliver: (one) => deliverCallback(one, delivery),
    });
  }

  get settings(): Settings {
    return this.settingsStore.current;
  }

  /** Carries out what the clock has made due at all carriers. */
  settle(): void {
    for (const { simulation } of this.running) simulation.settle?.();
  }

  /** Moves the carriers' time forward: what waits for it becomes due at once. */
  advance(ms: number): void {
    this.commitClock(this.clock.dump() + ms);
    this.settle();
  }

  expireTokens(): void {
    for (const { simulation } of this.running) simulation.expireTokens?.();
  }

  /** What each carrier shall know already, by carrier. Throws a ZodError on a bad list. */
  seed(input: Readonly<Record<string, unknown>>): void {
    for (const { definition, simulation } of this.running) {
      const part = definition.seed.optional().parse(input[definition.id]);
      if (part !== undefined) simulation.seed(part);
    }
  }

  /** Merges a partial settings object; throws a ZodError when a field is unknown or wrong. */
  changeSettings(patch: unknown): Settings {
    this.commitSettings(this.settingsStore.merge(patch));
    return this.settings;
  }

  addFault(input: unknown): FaultRule {
    const rule = this.faults.read(input);
    this.commitFaults({ add: rule });
    return rule;
  }

  setOutcomes(inputs: unknown): number {
    const rows = this.outcomes.read(inputs);
    this.commitOutcomes({ set: rows });
    return rows.length;
  }

  dropOutcomes(drop: Extract<OutcomeEvent, { drop: unknown }>["drop"]): void {
    this.commitOutcomes({ drop });
  }

  /** Forgets the carriers' state, the ledger, faults, outcomes, statistics and the clock; the settings only when asked. */
  reset(isWithSettings: boolean): void {
    const kept = this.settings;
    this.journal.clear();
    this.stats.clear();
    this.limiter.clear();
    if (!isWithSettings) this.commitSettings(kept);
  }
}
