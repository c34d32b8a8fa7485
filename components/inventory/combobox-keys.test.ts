import { describe, expect, it } from "vitest";
import { CLOSED, findActive, openForTyping, pressKey, type ListState } from "./combobox-keys";

const FACTS = { options: 3, isBlank: false, isSound: false, isLoading: false };
const press = (state: ListState, key: string, facts: Partial<typeof FACTS> = {}) =>
  pressKey(state, key, { ...FACTS, ...facts });
const typing = openForTyping({ isBlank: false });

describe("what is typed", () => {
  it("makes the first match active, and Enter takes it", () => {
    expect(findActive(typing, 3)).toBe(0);
    expect(press(typing, "Enter")).toEqual({ state: CLOSED, effect: "pick", isHandled: true });
  });

  it("leaves an empty field empty on Enter and Tab", () => {
    const empty = openForTyping({ isBlank: true });
    for (const key of ["Enter", "Tab"])
      expect(press(empty, key, { isBlank: true })).toMatchObject({ effect: null, isHandled: false });
  });

  it("is refused on Enter where nothing fits, and the form is not sent", () => {
    expect(press(typing, "Enter", { options: 0 })).toMatchObject({ effect: "refuse", isHandled: true });
    expect(press(CLOSED, "Enter")).toMatchObject({ effect: "refuse", isHandled: true });
  });

  it("waits for its options rather than taking one of an older text", () => {
    expect(press(typing, "Enter", { isLoading: true })).toMatchObject({ effect: "wait", isHandled: true });
    expect(press(typing, "Tab", { isLoading: true })).toMatchObject({ effect: null, isHandled: false });
  });

  it("sends the form once it means something", () => {
    expect(press(CLOSED, "Enter", { isSound: true })).toMatchObject({ effect: null, isHandled: false });
    expect(press(typing, "Enter", { isSound: true, options: 0 })).toMatchObject({ effect: null, isHandled: false });
  });
});

describe("keys in the list", () => {
  it("arrows go round, and open a closed list at its first or last option", () => {
    const walk = (keys: string[], from: ListState = CLOSED) =>
      keys.reduce((state, key) => press(state, key).state, from).active;
    expect(walk(["ArrowDown"])).toBe(0);
    expect(walk(["ArrowUp"])).toBe(2);
    expect(walk(["ArrowDown"], typing)).toBe(1);
    expect(walk(["ArrowDown", "ArrowDown", "ArrowDown"], typing)).toBe(0);
    expect(walk(["ArrowUp"], typing)).toBe(2);
    expect(press(typing, "ArrowDown", { options: 0 }).state.active).toBe(-1);
  });

  it("Home and End go to its ends after an arrow, and else belong to the text", () => {
    const browsing = press(typing, "ArrowDown").state;
    expect(press(browsing, "End").state.active).toBe(2);
    expect(press(browsing, "Home").state.active).toBe(0);
    expect(press(typing, "End")).toEqual({ state: typing, effect: null, isHandled: false });
    expect(press(typing, "Home")).toEqual({ state: typing, effect: null, isHandled: false });
  });

  it("Escape closes it and nothing else; closed, the key belongs to whatever is around", () => {
    expect(press(typing, "Escape")).toEqual({ state: CLOSED, effect: null, isHandled: true });
    expect(press(CLOSED, "Escape")).toMatchObject({ isHandled: false });
  });

  it("Tab takes the active option and moves on", () => {
    expect(press(typing, "Tab")).toEqual({ state: CLOSED, effect: "pick", isHandled: false });
  });

  it("an option that has gone is not active any more", () => {
    const third = { isOpen: true, active: 2, isBrowsing: true };
    expect(findActive(third, 2)).toBe(-1);
    expect(press(third, "Enter", { options: 2 })).toMatchObject({ effect: "refuse" });
  });
});
