"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { useFocusReturn } from "./use-focus-return";

const WIDTHS = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" } as const;

/** A modal dialog. Focus stays inside and returns to the opener. */
export function Dialog({
  isOpen,
  onOpenChange,
  title,
  description,
  footer,
  size = "md",
  canDismiss = true,
  children,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  size?: keyof typeof WIDTHS;
  /** False: no close button, Escape or outside click; only the footer's buttons close it. */
  canDismiss?: boolean;
  children?: ReactNode;
}) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => (canDismiss || next) && onOpenChange(next)}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          {...focusReturn}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cx(
            "fixed inset-x-3 top-[12vh] z-40 mx-auto flex max-h-[80vh] animate-rise flex-col rounded-xl bg-raised shadow-high",
            WIDTHS[size],
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold text-balance text-ink">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
              )}
            </div>
            {canDismiss && (
              <Radix.Close asChild>
                <IconButton label="Close" icon={<X />} hasTooltip={false} className="-mr-2" />
              </Radix.Close>
            )}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div>
          {footer && <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
