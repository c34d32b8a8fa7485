import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { RouteLink } from "./route-link";

/** The header of a page that has an answer: its title is the end of a path, and what is set large is the answer. */
export function AnswerHeader({
  path = [],
  title,
  answer,
  actions,
}: {
  path?: readonly { href: string; label: string }[];
  title: string;
  answer: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-1 text-sm">
          {path.map(({ href, label }) => (
            <span key={href} className="flex items-center gap-1">
              <RouteLink href={href} className="font-medium text-muted hover:text-ink">
                {label}
              </RouteLink>
              <ChevronRight aria-hidden className="size-3.5 text-faint" />
            </span>
          ))}
          <h1 className="min-w-0 font-medium wrap-anywhere text-muted">{title}</h1>
        </div>
        <p className="mt-1 text-[1.75rem] leading-9 font-semibold tracking-tight text-balance text-ink">{answer}</p>
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
