import fs from "node:fs";
import path from "node:path";
import { type Effect, Ledger, type LedgerDump } from "./ledger";

/**
 * One part of the sandbox's memory. `apply` must give the same result when a journal is replayed, so whatever is random
 * or depends on settings is decided before the event is committed and carried in it.
 */
export interface StateModule<E, D> {
  name: string;
  apply(event: E, at: number): void;
  /** What the event means in the ledger; empty when it is no effect at a carrier. */
  effectsOf(event: E): Effect[];
  dump(): D;
  load(dump: D): void;
  clear(): void;
}

interface Line {
  s: string;
  t: number;
  e: unknown;
}

interface Snapshot {
  journal: number;
  modules: Record<string, unknown>;
  ledger: LedgerDump;
}

const LINES_PER_SNAPSHOT = 250_000;

/**
 * Append-only memory. A line is written (to the operating system) before `commit` returns, so an answer never reports
 * an effect that a SIGKILL could undo. With `dataDir` null nothing is written.
 */
export class Journal {
  readonly ledger = new Ledger();
  private readonly modules = new Map<string, StateModule<unknown, unknown>>();
  private readonly carriers = new Map<string, string>();
  private fd: number | null = null;
  private generation = 1;
  private lines = 0;

  constructor(private readonly dataDir: string | null) {}

  /** Adds a part before `open`; the returned function commits its events. `carrier`: who has the effects. */
  register<E, D>(part: StateModule<E, D>, carrier = ""): (event: E) => void {
    this.modules.set(part.name, part);
    this.carriers.set(part.name, carrier);
    return (event) => this.commit(part.name, event);
  }

  open(): void {
    if (this.dataDir === null) return;
    fs.mkdirSync(this.dataDir, { recursive: true });
    this.loadSnapshot(path.join(this.dataDir, "snapshot.json"));
    const file = this.fileOf(this.dataDir, this.generation);
    this.replay(file);
    this.fd = fs.openSync(file, "a");
    this.removeOldJournals(this.dataDir);
  }

  close(): void {
    if (this.fd === null) return;
    if (this.lines > LINES_PER_SNAPSHOT / 10) this.writeSnapshot();
    fs.closeSync(this.fd);
    this.fd = null;
  }

  /** Forgets everything, on disk too. */
  clear(): void {
    this.ledger.clear();
    for (const part of this.modules.values()) part.clear();
    this.writeSnapshot();
  }

  private commit(name: string, event: unknown): void {
    const at = Date.now();
    if (this.fd !== null) {
      fs.writeSync(this.fd, `${JSON.stringify({ s: name, t: at, e: event })}\n`);
      this.lines += 1;
    }
    this.take(name, event, at);
    if (this.lines >= LINES_PER_SNAPSHOT) this.writeSnapshot();
  }

  private take(name: string, event: unknown, at: number): void {
    const part = this.modules.get(name);
    if (!part) return;
    part.apply(event, at);
    const carrier = this.carriers.get(name) ?? "";
    for (const effect of part.effectsOf(event)) this.ledger.add({ carrier, ...effect }, at);
  }

  private loadSnapshot(file: string): void {
    if (!fs.existsSync(file)) return;
    const snapshot: Snapshot = JSON.parse(fs.readFileSync(file, "utf8"));
    this.generation = snapshot.journal;
    this.ledger.load(snapshot.ledger);
    for (const [name, dump] of Object.entries(snapshot.modules)) this.modules.get(name)?.load(dump);
  }

  /** A process killed in mid-write leaves a torn last line: it was never answered, so it is cut off. */
  private replay(file: string): void {
    if (!fs.existsSync(file)) return;
    const bytes = fs.readFileSync(file);
    const end = bytes.lastIndexOf(10) + 1;
    if (end < bytes.length) fs.truncateSync(file, end);
    for (const text of bytes.subarray(0, end).toString("utf8").split("\n")) {
      if (text === "") continue;
      const line: Line = JSON.parse(text);
      this.take(line.s, line.e, line.t);
      this.lines += 1;
    }
  }

  /** The snapshot names the journal that follows it, so a crash between the two steps loses and repeats nothing. */
  writeSnapshot(): void {
    if (this.dataDir === null || this.fd === null) return;
    const next = this.generation + 1;
    const modules: Record<string, unknown> = {};
    for (const part of this.modules.values()) modules[part.name] = part.dump();
    const snapshot: Snapshot = { journal: next, modules, ledger: this.ledger.dump() };
    const file = path.join(this.dataDir, "snapshot.json");
    fs.writeFileSync(`${file}.new`, JSON.stringify(snapshot));
    fs.renameSync(`${file}.new`, file);
    fs.closeSync(this.fd);
    this.generation = next;
    this.lines = 0;
    this.fd = fs.openSync(this.fileOf(this.dataDir, next), "a");
    this.removeOldJournals(this.dataDir);
  }

  private fileOf(dataDir: string, generation: number): string {
    return path.join(dataDir, `journal-${generation}.jsonl`);
  }

  private removeOldJournals(dataDir: string): void {
    for (const name of fs.readdirSync(dataDir)) {
      const generation = /^journal-(\d+)\.jsonl$/.exec(name)?.[1];
      if (generation !== undefined && Number(generation) < this.generation) fs.rmSync(path.join(dataDir, name));
    }
  }
}
