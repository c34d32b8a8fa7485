import type { Failure } from "@/lib/domain/result";
import { PageBanner } from "./page-banner";

/**
 * A failed action, shown where it happened. Field errors are shown at their fields instead. `title`: what did not happen; of an action
 * whose response was lost, nobody knows that.
 */
export function FailureBanner({ failure, title }: { failure: Failure; title?: string }) {
  return (
    <PageBanner tone="bad" title={failure.isLost ? "Not known whether it worked" : title}>
      {failure.message}
      {failure.ref && (
        <span className="ml-2 text-xs text-muted">
          Reference <code className="font-mono">{failure.ref}</code>
        </span>
      )}
    </PageBanner>
  );
}
