/** `paused`: it never left, because the account is paused until its carrier is healthy. */
export type CarrierFault =
  | "auth"
  | "rate_limited"
  | "rejected"
  | "not_found"
  | "in_progress"
  | "unavailable"
  | "bad_response"
  | "paused";

/**
 * What a carrier's answer to an order holds and its contract does not provide for. `number` (where absent, too): a number that was not
 * submitted. `element`: an element that the contract does not list, `spelling` is its path. `verdict`: the order's own status contradicts the
 * rest, `spelling` is the status. `words`: what stands there.
 */
export type UnrequestedEntry = { spelling: string; message: string; kind?: "number" | "element" | "verdict" };

type Options = ErrorOptions & {
  status?: number;
  carrierCode?: string;
  /** The carrier gave the instant (epoch milliseconds) before which we must not call again. */
  resetAt?: number;
  /** Could the carrier have carried out what we asked? Only a write can; the doubt is settled by reading. */
  mayHaveHappened?: boolean;
  callId?: string;
  /** The answer could not be used because of these. */
  unrequested?: readonly UnrequestedEntry[];
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
  readonly unrequested: readonly UnrequestedEntry[];

  constructor(fault: CarrierFault, message: string, options: Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fault = fault;
    this.status = options.status;
    this.carrierCode = options.carrierCode;
    this.resetAt = options.resetAt;
    this.mayHaveHappened = options.mayHaveHappened ?? false;
    this.callId = options.callId;
    this.unrequested = options.unrequested ?? [];
  }

  get isRetryable() {
    return RETRYABLE.has(this.fault);
  }
}
