import { ChevronLeft } from "lucide-react";
import { PageHeading } from "./page-heading";
import { RouteLink } from "./route-link";
import type { ReactNode } from "react";

/** A page's header: its `h1`, a description, its actions. `back` links to the list. */
export function PageHeader({
  title,
  description,
  badges,
  actions,
  back,
}: {
  title: string;
  description?: ReactNode;
  badges?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {back && (
          <RouteLink
            href={back.href}
            className="mb-1 -ml-1 inline-flex h-6 items-center gap-0.5 text-xs font-medium text-muted hover:text-ink"
          >
            <ChevronLeft aria-hidden className="size-3.5" />
            {back.label}
          </RouteLink>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PageHeading className="text-[1.75rem] leading-9 font-semibold tracking-tight text-balance text-ink">
            {title}
          </PageHeading>
          {badges}
        </div>
        {description && <p className="mt-0.5 max-w-[80ch] text-sm text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** The layout of a page's content. */
export function Page({ children }: { children: ReactNode }) {
  return <div className="mx-auto flex w-full max-w-[1440px] flex-col gap-5 px-4 py-5 md:px-6">{children}</div>;
}
