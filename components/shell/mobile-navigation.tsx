"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import type { Role } from "@/lib/domain/permissions";
import { type AccountModes, AccountModesBadge } from "../accounts/account-modes-badge";
import { IconButton } from "../ui/icon-button";
import { BrandMark } from "./brand";
import { Navigation } from "./navigation";

/** The navigation on narrow screens: a drawer. */
export function MobileNavigation({ role, modes, footer }: { role: Role; modes: AccountModes; footer: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Radix.Root open={isOpen} onOpenChange={setIsOpen}>
      <Radix.Trigger asChild>
        <IconButton label="Open navigation" icon={<MenuIcon />} hasTooltip={false} className="md:hidden" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim md:hidden" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-40 flex w-64 animate-fade flex-col gap-4 bg-ground p-3 md:hidden"
        >
          <div className="flex items-center justify-between pl-1">
            <Radix.Title className="flex items-center gap-2 text-base font-semibold">
              <BrandMark /> Tandem
            </Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" icon={<X />} hasTooltip={false} />
            </Radix.Close>
          </div>
          <AccountModesBadge modes={modes} />
          <Navigation role={role} onNavigate={() => setIsOpen(false)} />
          <div className="mt-auto">{footer}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
