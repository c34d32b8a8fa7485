import { ChevronRight } from "lucide-react";
import { RouteLink } from "@/components/ui/route-link";
import type { CoverageQuery } from "@/lib/domain/coverage-query";
import { findState } from "@/lib/domain/geography";

type Changes = Readonly<Record<string, string | null>>;
type Crumb = { label: string; changes: Changes };

const DEEPER = { state: null, rateCenter: null, npa: null, nxx: null, sort: null, after: null, before: null };

/** From the whole country down to where one is; each step leads back to its own places. */
export function CoverageTrail({ query, hrefFor }: { query: CoverageQuery; hrefFor: (changes: Changes) => string }) {
  const crumbs = listCrumbs(query);
  if (crumbs.length < 2) return null;
  return (
    <nav aria-label="Where you are in the coverage">
      <ol className="flex flex-wrap items-center gap-1 text-sm">
        {crumbs.map(({ label, changes }, index) => {
          const isLast = index === crumbs.length - 1;
          return (
            <li key={label} className="flex items-center gap-1">
              {index > 0 && <ChevronRight aria-hidden className="size-3.5 text-faint" />}
              <RouteLink
                href={hrefFor(changes)}
                scroll={false}
                aria-current={isLast ? "page" : undefined}
                className={
                  isLast
                    ? "font-semibold text-ink"
                    : "font-medium text-accent underline-offset-2 hover:text-accent-strong hover:underline"
                }
              >
                {label}
              </RouteLink>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function listCrumbs({ state, rateCenter, npa, nxx }: CoverageQuery): Crumb[] {
  const crumbs: Crumb[] = [{ label: "All states", changes: { ...DEEPER, by: null } }];
  const known: Record<string, string> = {};
  const add = (label: string, by: string, own: Record<string, string>) => {
    Object.assign(known, own);
    crumbs.push({ label, changes: { ...DEEPER, ...known, by } });
  };
  if (state) add(findState(state)?.name ?? state, "rateCenter", { state });
  if (rateCenter) add(rateCenter, "npaNxx", { rateCenter });
  if (npa && !nxx) add(`Area code ${npa}`, "npaNxx", { npa });
  if (npa && nxx) add(`${npa}-${nxx}`, "block", { npa, nxx });
  return crumbs;
}
