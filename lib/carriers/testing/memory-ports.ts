import type { CarrierPorts, RecordedCall, Refusal } from "../http";

export type MemoryPorts = CarrierPorts & {
  calls: RecordedCall[];
  blocks: (Refusal & { group: string })[];
  slots: string[];
};

/** In-memory ports for http.ts: every slot is free, every call is stored. */
export function createMemoryPorts(): MemoryPorts {
  const calls: RecordedCall[] = [];
  const blocks: MemoryPorts["blocks"] = [];
  const slots: string[] = [];
  let ids = 0;
  return {
    calls,
    blocks,
    slots,
    newId: () => `call-${(ids += 1)}`,
    takeSlot: async (group) => {
      slots.push(group);
      return { mayLeave: () => true, pause: () => {}, end: () => {} };
    },
    refuse: async (group, refusal) => {
      blocks.push({ group, ...refusal });
    },
    recordCall: async (call) => {
      calls.push(call);
    },
  };
}
