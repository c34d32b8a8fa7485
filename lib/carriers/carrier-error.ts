/** `paused`: it never left, because the account is held back until its carrier is well again. */
export type CarrierFault =
  "auth" | "rate_limited" | "rejected" | "not_found" | "in_progress" | "unavailable" | "bad_response" | "paused";

/** An entry of the carrier's answer that belongs to no number of ours. `words`: what the carrier said of it. */
export type Stranger = { spelling: string; words: string };

type Options = ErrorOptions & {
  status?: number;
  carrierCode?: string;
  /** The carrier gave the instant (epoch milliseconds) before which we shall not come again. */
  resetAt?: number;
  /** Could the carrier have carried out what we asked? Only a write can; the doubt is settled by reading. */
  mayHaveHappened?: boolean;
  callId?: string;
  /** The answer could not be used because of these. */
  strangers?: readonly Stranger[];
};

const RETRYABLE = new Set<CarrierFault>(["rate_limited", "unavailable", "in_progress", "paused"]);

/** The only error that leaves a carrier. `message` holds the carrier's own words, or what could not be read. */
export class CarrierError extends Error {
  override name = "CarrierError";
  readonly fault: CarrierFault;
  readonly status?: number;
  readonly carrierCode?: string;
  readonly resetAt?: number;
  readonly mayHaveHappened: boolean;
  readonly callId?: string;
  readonly strangers: readonly Stranger[];

  constructor(fault: CarrierFault, message: string, options: Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fault = fault;
    this.status = options.status;
    this.carrierCode = options.carrierCode;
    this.resetAt = options.resetAt;
    this.mayHaveHappened = options.mayHaveHappened ?? false;
    this.callId = options.callId;
    this.strangers = options.strangers ?? [];
  }

  get isRetryable() {
    return RETRYABLE.has(this.fault);
  }
}
