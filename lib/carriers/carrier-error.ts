export type CarrierFault =
  "auth" | "rate_limited" | "rejected" | "not_found" | "in_progress" | "unavailable" | "bad_response";

type Options = ErrorOptions & {
  status?: number;
  carrierCode?: string;
  /** The carrier gave the instant (epoch milliseconds) before which we shall not come again. */
  resetAt?: number;
  /** Could the carrier have carried out what we asked? Only a write can; the doubt is settled by reading. */
  mayHaveHappened?: boolean;
  callId?: string;
};

/** The only error that leaves a carrier. `message` holds the carrier's own words, or what could not be read. */
export class CarrierError extends Error {
  override name = "CarrierError";
  readonly fault: CarrierFault;
  readonly status?: number;
  readonly carrierCode?: string;
  readonly resetAt?: number;
  readonly mayHaveHappened: boolean;
  readonly callId?: string;

  constructor(fault: CarrierFault, message: string, options: Options = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.fault = fault;
    this.status = options.status;
    this.carrierCode = options.carrierCode;
    this.resetAt = options.resetAt;
    this.mayHaveHappened = options.mayHaveHappened ?? false;
    this.callId = options.callId;
  }

  get isRetryable() {
    return this.fault === "rate_limited" || this.fault === "unavailable" || this.fault === "in_progress";
  }
}
