"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useTransition } from "react";
import { cx } from "../ui/cx";
import { OpeningBar } from "../ui/opening-bar";
import { useSelection } from "./selection";
import { useDensity } from "./table";

const HEIGHTS = { comfortable: "h-9", compact: "h-7" } as const;

/**
 * One row. With `href`, a click anywhere opens it; its main cell must contain a link to the same page for keyboard users.
 * With `id`, it can be selected.
 */
export function Row({
  href,
  id,
  index,
  measure,
  children,
}: {
  href?: string;
  id?: string;
  /** Of a list whose rows are measured: the row's place, and what measures it. */
  index?: number;
  measure?: (row: Element | null) => void;
  children: ReactNode;
}) {
  const router = useRouter();
  const [isOpening, startOpening] = useTransition();
  const density = useDensity();
  const selection = useSelection();
  const isSelected = id !== undefined && (selection?.isSelected(id) ?? false);

  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    if (!href || event.defaultPrevented || isOwnControl(event.target) || hasTextSelected()) return;
    if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
    else startOpening(() => router.push(href));
  };
  return (
    <tr
      ref={measure}
      data-row
      data-index={index}
      data-selected={isSelected || undefined}
      aria-selected={selection ? isSelected : undefined}
      onClick={href ? open : undefined}
      className={cx(
        "group/row transition-colors duration-75 focus-within:bg-hover hover:bg-hover data-selected:bg-accent-soft",
        HEIGHTS[density],
        href && "cursor-pointer",
      )}
    >
      {children}
      {isOpening && <OpeningBar />}
    </tr>
  );
}

const isOwnControl = (target: EventTarget) =>
  target instanceof Element && target.closest("a, button, input, label, select, textarea, [role=menuitem]") !== null;

const hasTextSelected = () => window.getSelection()?.isCollapsed === false;
