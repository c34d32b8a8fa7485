import { randomUUID } from "node:crypto";
import { type FaultEvent, type FaultRule, faultRuleInput, type FaultRuleInput, FaultStore } from "./faults";
import { Journal } from "./journal";
import { Limiter } from "./limiter";
import { type OutcomeEvent, outcomeInput, OutcomeStore } from "./outcomes";
import { RequestStats } from "./request-stats";
import { type SandboxSettings, SettingsStore } from "./settings";

/** What all played carriers share: memory, settings, fault rules, outcomes, limits and statistics. */
export class World {
  readonly journal: Journal;
  readonly limiter = new Limiter();
  readonly stats = new RequestStats();
  readonly outcomes = new OutcomeStore();
  readonly faults = new FaultStore();
  private readonly settingsStore = new SettingsStore();
  private readonly commitSettings: (event: SandboxSettings) => void;
  private readonly commitOutcomes: (event: OutcomeEvent) => void;
  readonly commitFaults: (event: FaultEvent) => void;

  /** `allowPrivateHosts`: callbacks may go into private networks. */
  constructor(
    dataDir: string | null,
    readonly allowPrivateHosts = false,
  ) {
    this.journal = new Journal(dataDir);
    this.commitSettings = this.journal.register(this.settingsStore);
    this.commitOutcomes = this.journal.register(this.outcomes);
    this.commitFaults = this.journal.register(this.faults);
  }

  get settings(): SandboxSettings {
    return this.settingsStore.current;
  }

  /** Merges a partial settings object; throws a ZodError when a field is unknown or wrong. */
  changeSettings(patch: unknown): SandboxSettings {
    this.commitSettings(this.settingsStore.merge(patch));
    return this.settings;
  }

  addFault(input: FaultRuleInput | unknown): FaultRule {
    const { id, ...rest } = faultRuleInput.parse(input);
    const rule: FaultRule = { ...rest, id: id ?? randomUUID(), drawn: 0, struck: 0 };
    this.commitFaults({ add: rule });
    return rule;
  }

  /** Removes one rule, or `"all"`. */
  removeFault(id: string): void {
    this.commitFaults({ remove: id });
  }

  setOutcomes(inputs: unknown): number {
    const rows = outcomeInput.array().parse(Array.isArray(inputs) ? inputs : [inputs]);
    this.commitOutcomes({ set: rows });
    return rows.length;
  }

  /** Forgets the carriers' state, the ledger, faults, outcomes and statistics; the settings only when asked. */
  reset(isWithSettings: boolean): void {
    const kept = this.settings;
    this.journal.clear();
    this.stats.clear();
    this.limiter.clear();
    if (!isWithSettings) this.commitSettings(kept);
  }

  dropOutcomes(event: Extract<OutcomeEvent, { drop: unknown }>): void {
    this.commitOutcomes(event);
  }
}
