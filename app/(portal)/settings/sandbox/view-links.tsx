import { RouteLink } from "@/components/ui/route-link";
import { z } from "zod";
import { cx } from "@/components/ui/cx";

const VIEWS = [
  { id: "outcomes", label: "Outcomes" },
  { id: "changes", label: "Changes" },
  { id: "faults", label: "Faults" },
  { id: "settings", label: "Delays and limits" },
  { id: "ledger", label: "Ledger" },
  { id: "inbound", label: "Inbound message" },
] as const;

export const viewName = z.enum(VIEWS.map(({ id }) => id));
export type ViewName = z.output<typeof viewName>;

/** The parts of the page, each with its own address. */
export function ViewLinks({ current }: { current: ViewName }) {
  return (
    <nav aria-label="Parts of the sandbox" className="-mt-1 flex flex-wrap gap-1">
      {VIEWS.map(({ id, label }) => (
        <RouteLink
          key={id}
          href={`/settings/sandbox?view=${id}`}
          aria-current={id === current ? "page" : undefined}
          className={cx(
            "inline-flex h-7 items-center rounded-md max-sm:h-10 px-2.5 text-sm font-medium",
            id === current ? "bg-accent-soft text-accent-strong" : "text-muted hover:bg-hover hover:text-ink",
          )}
        >
          {label}
        </RouteLink>
      ))}
    </nav>
  );
}
