import type { ItemState } from "./order";

/** One change at a carrier that is no order's, as screens follow it. `message`: why it waits, failed or is unknown. */
export type EffectView = {
  id: string;
  state: ItemState;
  code: string | null;
  message: string | null;
  /** The carrier's id of what was made. */
  externalId: string | null;
};

/** Whether its outcome is still to come. */
export const isEffectMoving = ({ state }: Pick<EffectView, "state">) => state === "queued" || state === "sending";
