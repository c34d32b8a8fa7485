"use client";

import { RouteLink } from "./route-link";
import { DropdownMenu as Radix } from "radix-ui";
import { useRef, useState, type ReactElement, type ReactNode } from "react";
import { cx } from "./cx";

const ITEM =
  "flex min-h-7 max-sm:min-h-10 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&>svg]:size-3.5 [&>svg]:shrink-0";

/** A menu opened by `trigger`, a button. Contains `MenuItem`, `MenuLink`, `MenuChoice`, `MenuLabel`, `MenuSeparator`. */
export function Menu({
  trigger,
  align = "end",
  side = "bottom",
  children,
}: {
  trigger: ReactElement;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}) {
  const opener = useRef<HTMLButtonElement>(null);
  // A dialog hides everything outside it; elsewhere the menu belongs to the page's landmark.
  const [place, setPlace] = useState<Element | null>(null);
  const findPlace = () => opener.current?.closest("[role=dialog]") ?? document.getElementById("content");
  return (
    <Radix.Root modal={false} onOpenChange={(isOpen) => isOpen && setPlace(findPlace())}>
      <Radix.Trigger ref={opener} asChild>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-44 animate-rise rounded-lg bg-raised p-1 shadow-high"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  icon,
  onSelect,
  isDanger = false,
  isDisabled = false,
  children,
}: {
  icon?: ReactNode;
  onSelect: () => void;
  isDanger?: boolean;
  isDisabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Radix.Item disabled={isDisabled} onSelect={onSelect} className={cx(ITEM, isDanger ? "text-bad" : "text-ink")}>
      {icon}
      {children}
    </Radix.Item>
  );
}

export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Radix.Item asChild>
      <RouteLink href={href} className={cx(ITEM, "text-ink")}>
        {icon}
        {children}
      </RouteLink>
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-xs text-faint">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="mx-2 my-1 h-px bg-line" />;
}
