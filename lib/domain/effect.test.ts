import { expect, it } from "vitest";
import { isEffectMoving } from "./effect";
import { ITEM_STATES } from "./order";

it("waits for the outcome of what is queued or being sent alone", () => {
  expect(ITEM_STATES.filter((state) => isEffectMoving({ state }))).toEqual(["queued", "sending"]);
});
