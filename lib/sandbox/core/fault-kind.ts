import { type ServerResponse } from "node:http";
import { type SandboxDefinition } from "../sandbox";
import { type Exchange, type Reply, type SimulatedApi } from "./exchange";
import { type Shape, type Values } from "./fields";

/** The request that a fault meets. */
export interface FaultCall {
  definition: SandboxDefinition;
  api: SimulatedApi;
  exchange: Exchange;
}

/** One way in which calls go wrong: what a person chooses, its fields, and what it does. All methods are optional. */
export interface FaultKind<F extends Shape = Shape> {
  kind: string;
  title: string;
  meaning: string;
  fields: F;
  /** Delays the request; any number of such faults meet one request, and at most one other. */
  delayMs?(fault: Values<F>): number;
  /** False: the carrier does nothing. Default: the field `effect`, or true where there is none. */
  isCarrierAsked?(fault: Values<F>): boolean;
  /** The answer in place of the carrier's own, or null for the carrier's own. */
  replace?(fault: Values<F>, call: FaultCall): Reply | null;
  /** The carrier's own answer as the fault leaves it. */
  spoil?(fault: Values<F>, reply: Reply, call: FaultCall): Reply;
  /** Sends the answer, or nothing at all. Returns what the statistics count. */
  send?(fault: Values<F>, response: ServerResponse, reply: Reply): string;
}

export const defineFault = <F extends Shape>(kind: FaultKind<F>): FaultKind => kind as unknown as FaultKind;
