"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

export const TooltipProvider = Radix.Provider;

/** Text on hover and focus; without `content` nothing. `children` is one focusable element that accepts a ref. Never the only place for important text. */
export function Tooltip({
  content,
  children,
  side = "top",
}: {
  content: ReactNode;
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left";
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      {content && (
        <Radix.Portal container={findContent()}>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-80 animate-fade rounded-md bg-ink px-2 py-1 text-xs whitespace-pre-line text-surface select-text"
          >
            {content}
          </Radix.Content>
        </Radix.Portal>
      )}
    </Radix.Root>
  );
}

/** The page's landmark, where screen readers look for content; null before there is a page. */
const findContent = () => (typeof document === "undefined" ? null : document.getElementById("content"));
