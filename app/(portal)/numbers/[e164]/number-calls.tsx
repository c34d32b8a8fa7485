import { ChevronRight } from "lucide-react";
import { CallEvidence } from "@/components/orders/call-evidence";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { AbsoluteTime } from "@/components/ui/time";
import type { NumberCall } from "@/lib/services/numbers/list-number-calls";

/** The last exchanges with carriers about this number, redacted before they were stored. */
export function NumberCalls({ calls }: { calls: readonly NumberCall[] }) {
  return (
    <Section
      title="Last carrier responses"
      description="What was sent and what came back. Credentials were removed before it was stored; long bodies are cut."
    >
      {calls.length === 0 ? (
        <p className="text-sm text-muted">No carrier has been asked about this number yet.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {calls.map((call) => (
            <li
              key={call.id}
              id={`call-${call.id}`}
              className="scroll-mt-24 rounded-lg target:outline-2 target:outline-accent"
            >
              <details className="group rounded-lg border border-line bg-surface">
                <summary className="flex list-none flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-sm">
                  <ChevronRight
                    aria-hidden
                    className="size-3.5 shrink-0 text-faint transition-transform group-open:rotate-90"
                  />
                  <span className="font-medium text-ink">{call.carrierLabel}</span>
                  <span className="font-mono text-xs text-muted">{call.method}</span>
                  <span className="min-w-0 flex-1 truncate font-mono text-xs text-muted">{readPath(call.url)}</span>
                  <Badge tone={call.status === null || call.status >= 400 ? "bad" : "neutral"}>
                    {call.status === null ? "No answer" : `HTTP ${call.status}`}
                  </Badge>
                  <span className="text-xs text-muted">
                    <AbsoluteTime at={call.startedAt} />
                  </span>
                </summary>
                <div className="p-3 pt-0">
                  <CallEvidence call={call} />
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const readPath = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url);
