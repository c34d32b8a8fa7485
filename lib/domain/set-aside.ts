import type { ItemState } from "./order";

/** The code of what could not be carried out, because what is stored of it does not fit this release. */
export const SET_ASIDE = "input";

/** Why it was set aside, with what is certain of it. `fault`: a sentence. */
export const describeSetAside = (to: ItemState, fault: string): string =>
  to === "failed"
    ? `Set aside, nothing was sent. ${fault}`
    : `Set aside: it was sent before, and its result is not known. ${fault}`;
