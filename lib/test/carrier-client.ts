import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Carrier, OrderParams, OrderProgram, Reading, ReadStep } from "@/lib/carriers/carrier";
import { createHttp } from "@/lib/carriers/http";
import { getCarrier } from "@/lib/carriers/registry";
import { createMemoryPorts } from "@/lib/carriers/testing/memory-ports";
import type { OrderKind } from "@/lib/domain/order";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import type { Sandboxes } from "@/lib/sandbox/start-sandboxes";
import { openSandbox, QUICK } from "@/lib/sandbox/testing/open-sandbox";

let sandboxes: Sandboxes | null = null;

/** A carrier client and its simulated carrier, connected over real HTTP. Fresh before every test. */
export const client = {
  get sandbox(): Sandboxes {
    if (!sandboxes) throw new Error("Call useCarrierClient() first.");
    return sandboxes;
  },
  ports: createMemoryPorts(),
};

export function useCarrierClient() {
  beforeAll(async () => {
    sandboxes = await openSandbox();
  });
  afterAll(() => client.sandbox.close());
  beforeEach(() => {
    client.sandbox.reset({ settings: true });
    client.sandbox.changeSettings(QUICK);
    client.ports = createMemoryPorts();
  });
}

export const number = (text: string) => phoneNumber.parse(text);
export const ten = (one: PhoneNumber) => one.slice(2);
export const [A, B, C] = [number("+13035551234"), number("+13035551235"), number("+13035551236")];

export function openCarrier(id: string, settings: Record<string, string>): Carrier {
  return getCarrier(id).open(settings, createHttp(client.ports, { secretValues: [], timeoutMs: 10_000 }));
}

export function program(carrier: Carrier, kind: OrderKind): OrderProgram {
  const found = carrier.programs[kind];
  if (!found) throw new Error(`No ${kind}`);
  return found;
}

export async function writeOne(carrier: Carrier, kind: OrderKind, one: PhoneNumber, params: OrderParams = {}) {
  const answer = await program(carrier, kind).write({ numbers: [one], reference: `ref-${ten(one)}`, params });
  return answer.outcomes.get(one) ?? answer.rest;
}

export async function read(
  carrier: Carrier,
  kind: OrderKind,
  step: ReadStep,
  numbers: PhoneNumber[],
  params: OrderParams = {},
) {
  return (await program(carrier, kind).read({ numbers, params, step })).readings;
}

export const findings = (readings: readonly Reading[] | undefined) => readings?.map(({ finding }) => finding);
