import type { CarrierPorts, RecordedCall } from "../http";

export type MemoryPorts = CarrierPorts & {
  calls: RecordedCall[];
  blocks: { group: string; until: number; words: string }[];
  slots: string[];
};

/** The house around http.ts, in memory: every slot is free, every call is kept. */
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
      return () => {};
    },
    blockGroup: async (group, until, words) => {
      blocks.push({ group, until, words });
    },
    recordCall: async (call) => {
      calls.push(call);
    },
  };
}
