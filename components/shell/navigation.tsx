"use client";

import { RouteLink } from "../ui/route-link";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/domain/permissions";
import { cx } from "../ui/cx";
import { isWithin, listDestinations } from "./destinations";

export function Navigation({ role, onNavigate }: { role: Role; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {listDestinations(role).map(({ href, label, icon: Icon }) => {
          const isHere = isWithin(pathname, href);
          return (
            <li key={href}>
              <RouteLink
                href={href}
                aria-current={isHere ? "page" : undefined}
                onClick={onNavigate}
                className={cx(
                  "flex h-8 max-md:h-10 items-center gap-2.5 rounded-md px-2 text-sm font-medium transition-colors duration-100",
                  isHere ? "bg-pressed text-ink" : "text-muted hover:bg-hover hover:text-ink",
                )}
              >
                <Icon aria-hidden className={cx("size-4 shrink-0", isHere && "text-accent")} strokeWidth={1.9} />
                {label}
              </RouteLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
