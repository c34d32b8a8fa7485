"use client";

import { RefreshCw, TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition, type ReactNode } from "react";
import { Button } from "../ui/button";
import { PageHeading } from "../ui/page-heading";

/** What failed, what is not affected, and a retry (by default, reloads the page). `ref` is the reference in the log. */
export function ErrorState({
  title,
  message,
  safe,
  reference,
  onRetry,
  actions,
  isPage = false,
}: {
  /** It is the whole page, so its title is the heading. */
  isPage?: boolean;
  title: string;
  message?: ReactNode;
  /** What was not affected: "Nothing was changed." */
  safe?: string;
  reference?: string;
  /** Null: a retry would not help. */
  onRetry?: (() => void) | null;
  actions?: ReactNode;
}) {
  const Title = isPage ? PageHeading : "p";
  const router = useRouter();
  const [isRetrying, startTransition] = useTransition();
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-6 py-12 text-center">
      <TriangleAlert aria-hidden className="mb-2 size-6 text-bad" strokeWidth={1.5} />
      <Title className="text-base font-medium text-ink">{title}</Title>
      {message && <p className="max-w-md text-sm text-pretty text-muted">{message}</p>}
      {safe && <p className="max-w-md text-sm text-pretty text-muted">{safe}</p>}
      {reference && (
        <p className="mt-1 text-xs text-faint">
          Reference <code className="font-mono">{reference}</code>
        </p>
      )}
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        {onRetry !== null && (
          <Button
            icon={<RefreshCw aria-hidden />}
            isBusy={isRetrying}
            onClick={() => startTransition(() => (onRetry ? onRetry() : router.refresh()))}
          >
            Try again
          </Button>
        )}
        {actions}
      </div>
    </div>
  );
}
