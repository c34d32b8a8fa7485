import type { LucideIcon } from "lucide-react";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { PageHeading } from "@/components/ui/page-heading";

/** Nothing here: says why and offers the next step. */
export function EmptyState({
  title,
  children,
  actions,
  icon: Icon = Inbox,
  isPage = false,
}: {
  /** It is the whole page, so its title is the heading. */
  isPage?: boolean;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  icon?: LucideIcon;
}) {
  const Title = isPage ? PageHeading : "p";
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-12 text-center">
      <Icon aria-hidden className="mb-2 size-6 text-faint" strokeWidth={1.5} />
      <Title className="text-base font-medium text-ink">{title}</Title>
      {children && <div className="max-w-md text-sm text-pretty text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
