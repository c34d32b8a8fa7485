import type { Failure } from "@/lib/domain/result";
import { PageBanner } from "./page-banner";

/** A failed action, where it happened. Field errors belong to their fields and are not repeated. */
export function FailureBanner({ failure, title }: { failure: Failure; title?: string }) {
  return (
    <PageBanner tone="bad" title={title}>
      {failure.message}
      {failure.ref && (
        <span className="ml-2 text-xs text-muted">
          Reference <code className="font-mono">{failure.ref}</code>
        </span>
      )}
    </PageBanner>
  );
}
