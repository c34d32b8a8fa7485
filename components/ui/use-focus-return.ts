"use client";

import { useRef } from "react";

/**
 * For dialogs that something else opens: the focus returns there when they close. What was opened from a menu returns to the
 * menu's button; where the opener is gone, the focus stays in the page's content. Spread on the dialog's content. What is marked with
 * `data-first-focus` is focused first: `autoFocus` would come before the opener is noted.
 */
export function useFocusReturn() {
  const opener = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: (event: Event) => {
      opener.current = findOpener(document.activeElement);
      const content = event.currentTarget;
      const first = content instanceof HTMLElement && content.querySelector<HTMLElement>("[data-first-focus]");
      if (!first) return;
      event.preventDefault();
      first.focus();
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      const target = opener.current?.isConnected ? opener.current : document.getElementById("content");
      target?.focus({ preventScroll: true });
    },
  };
}

function findOpener(active: Element | null): HTMLElement | null {
  const buttonOfMenu = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const opener = buttonOfMenu ? document.getElementById(buttonOfMenu) : active;
  return opener instanceof HTMLElement && opener !== document.body ? opener : null;
}
