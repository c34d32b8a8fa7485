"use client";

import { type FocusEvent, type MouseEvent, useRef } from "react";
import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/**
 * Toasts last 6 s, for what is done or can be undone; anything that needs action belongs on the page. They stand below each other: a later
 * one must not cover the way back of an earlier one.
 */
export function Toaster() {
  const before = useRef<HTMLElement | null>(null);
  // The library takes the focus back to where it was before a toast, also from somebody who tabs on: they would never get past it.
  const keepFocus = (event: FocusEvent<HTMLDivElement>) => {
    event.stopPropagation();
    const { relatedTarget, currentTarget } = event;
    if (!(relatedTarget instanceof HTMLElement)) before.current = null;
    else if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget;
  };
  const giveBack = ({ target }: MouseEvent) => {
    if (target instanceof HTMLButtonElement) before.current?.focus({ preventScroll: true });
  };
  return (
    <div className="contents" onFocusCapture={keepFocus} onClick={giveBack}>
      <Sonner
        position="bottom-right"
        duration={6000}
        expand
        visibleToasts={5}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "bg-raised shadow-high text-ink flex w-(--width) items-center gap-2.5 rounded-lg px-3.5 py-3 font-sans text-sm",
            description: "text-muted",
            success: "[&_[data-icon]]:text-good",
            error: "[&_[data-icon]]:text-bad",
            warning: "[&_[data-icon]]:text-pending",
            info: "[&_[data-icon]]:text-accent",
            content: "flex-1 min-w-0",
            actionButton: "text-accent ml-auto shrink-0 rounded-sm px-2 py-1 font-medium hover:bg-hover",
            cancelButton: "text-muted shrink-0 rounded-sm px-2 py-1 hover:bg-hover",
          },
        }}
      />
    </div>
  );
}
