import { setTimeout as delay } from "node:timers/promises";
import { startPostgres, type PostgresServer } from "./postgres/start-postgres";

export interface PostgresPartOptions {
  dataDir: string;
  print: (line: string) => void;
  /** Called after the server came back on another port than before. */
  onMove: () => void;
  onChange?: () => void;
}

const FIRST_PAUSE = 250;
const MAX_PAUSE = 10_000;

/** The embedded server, watched: when it dies unasked it is started again, on its old port if that is free. */
export class PostgresPart {
  readonly name = "PostgreSQL";
  readonly #options: PostgresPartOptions;
  #server: PostgresServer | null = null;
  #isStopping = false;
  #revival: Promise<void> = Promise.resolve();

  constructor(options: PostgresPartOptions) {
    this.#options = options;
  }

  get pid(): number | null {
    return this.#server?.pid ?? null;
  }

  /** Address of the portal's database. Known once `start` has resolved. */
  get url(): string {
    if (!this.#server) throw new Error("PostgreSQL has not been started");
    return this.#server.url;
  }

  async start(): Promise<void> {
    const starting = startPostgres(this.#options.dataDir);
    // A stop in the middle of the start waits for the server, or it would outlive us.
    this.#revival = starting.then(
      () => undefined,
      () => undefined,
    );
    this.#adopt(await starting);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#revival;
    await this.#server?.stop();
  }

  #adopt(server: PostgresServer): void {
    this.#server = server;
    this.#options.onChange?.();
    void server.exited.then(() => {
      if (this.#isStopping) return;
      this.#options.print("PostgreSQL ended unexpectedly; it is started again.");
      this.#revival = this.#revive(server.url);
    });
  }

  async #revive(oldUrl: string): Promise<void> {
    for (let pause = FIRST_PAUSE; !this.#isStopping; pause = Math.min(pause * 2, MAX_PAUSE)) {
      await delay(pause);
      try {
        this.#adopt(await startPostgres(this.#options.dataDir));
        if (this.url !== oldUrl) this.#options.onMove();
        return;
      } catch (error) {
        this.#options.print(error instanceof Error ? error.message : String(error));
      }
    }
  }
}
