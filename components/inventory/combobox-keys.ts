/** The list of a combobox: which option is active (-1: none), and whether arrows were used in it. */
export type ListState = { isOpen: boolean; active: number; isBrowsing: boolean };

export const CLOSED: ListState = { isOpen: false, active: -1, isBrowsing: false };

type Facts = {
  options: number;
  /** Nothing is typed. */
  isBlank: boolean;
  /** What is typed means something already: an option was taken, or its value typed in full. */
  isSound: boolean;
  /** The options for what is typed have not come yet. */
  isLoading: boolean;
};

/** `pick`: the active option is taken. `wait`: the first one is, once it has come. `refuse`: nothing fits what is typed. */
export type Effect = "pick" | "wait" | "refuse" | null;

/** `isHandled`: the browser must not do with the key what it does otherwise (send the form, move the cursor). */
export type Press = { state: ListState; effect: Effect; isHandled: boolean };

/** What is typed makes the first match active; an empty field has none, so that Tab and Enter leave it empty. */
export const openForTyping = ({ isBlank }: Pick<Facts, "isBlank">): ListState => ({
  isOpen: true,
  active: isBlank ? -1 : 0,
  isBrowsing: false,
});

/** The option that is active among those that there are. */
export const findActive = ({ isOpen, active }: ListState, options: number): number =>
  isOpen && active < options ? active : -1;

/** One key, as in WAI-ARIA's editable combobox with list autocompletion and automatic selection. */
export function pressKey(state: ListState, key: string, facts: Facts): Press {
  const { options, isBlank, isSound, isLoading } = facts;
  const active = findActive(state, options);
  const stay: Press = { state, effect: null, isHandled: false };
  const goTo = (next: number): Press => ({
    state: { isOpen: true, active: next, isBrowsing: true },
    effect: null,
    isHandled: true,
  });
  switch (key) {
    case "ArrowDown":
      return goTo(options === 0 ? -1 : (active + 1) % options);
    case "ArrowUp":
      return goTo(active <= 0 ? options - 1 : active - 1);
    case "Home":
      return state.isBrowsing && active >= 0 ? goTo(0) : stay;
    case "End":
      return state.isBrowsing && active >= 0 ? goTo(options - 1) : stay;
    case "Escape":
      return state.isOpen ? { state: CLOSED, effect: null, isHandled: true } : stay;
    case "Enter":
      if (active >= 0 && !isLoading) return { state: CLOSED, effect: "pick", isHandled: true };
      if (isBlank || (isSound && !isLoading)) return { ...stay, state: CLOSED };
      return { state, effect: isLoading ? "wait" : "refuse", isHandled: true };
    case "Tab":
      return active >= 0 && !isLoading
        ? { state: CLOSED, effect: "pick", isHandled: false }
        : { ...stay, state: CLOSED };
    default:
      return stay;
  }
}
