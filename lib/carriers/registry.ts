import { AppError } from "@/lib/domain/errors";
import { bandwidth } from "./bandwidth";
import type { ErrorDescription, RegisteredCarrier } from "./carrier";
import { inumbering } from "./inumbering";
import { intelepeer } from "./intelepeer";

export type { CarrierPorts, RecordedCall, Slot } from "./http";
export type { CallEnd, CallHealth } from "./call-health";
export { findUnsafeSettings } from "./unsafe-settings";
export { createRedactor } from "./redact";
export { runTraced, withTrace, type CallTrace, type Traced } from "./trace";

export const CARRIERS: readonly RegisteredCarrier[] = [intelepeer, inumbering, bandwidth];

export const listCarriers = (): readonly RegisteredCarrier[] => CARRIERS;

export const findCarrier = (id: string): RegisteredCarrier | null =>
  CARRIERS.find((carrier) => carrier.id === id) ?? null;

/** Throws AppError INVALID_INPUT for an unknown carrier ID. */
export function getCarrier(id: string): RegisteredCarrier {
  const carrier = findCarrier(id);
  if (!carrier) throw new AppError("INVALID_INPUT", `Unknown carrier: ${id}`);
  return carrier;
}

/** Explains a carrier's code. Null if the pair of code and text is not in its catalog: shown raw, not retryable. */
export const describeError = (carrierId: string, code: string, text: string): ErrorDescription | null =>
  findCarrier(carrierId)?.describeError(code, text) ?? null;
