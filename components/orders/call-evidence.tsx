import type { CallView } from "@/lib/domain/order-view";
import { Badge } from "../ui/badge";
import { CopyButton } from "../ui/copy-button";
import { AbsoluteTime } from "../ui/time";
import { formatBody } from "./format-body";

/** One exchange with a carrier: what was sent and what came back, side by side. */
export function CallEvidence({ call }: { call: CallView }) {
  const isRefused = call.status === null || call.status >= 400;
  return (
    <article className="overflow-hidden rounded-lg border border-line">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-sunken px-3 py-2 text-sm">
        <span className="font-mono text-xs font-semibold text-ink">{call.method}</span>
        <span className="min-w-0 flex-1 basis-60 font-mono text-xs break-all text-ink">{call.url}</span>
        <Badge tone={isRefused ? "bad" : "neutral"}>{call.status === null ? "No answer" : `HTTP ${call.status}`}</Badge>
        <span className="text-xs text-muted tabular-nums">{call.durationMs.toLocaleString("en-US")} ms</span>
        <span className="text-xs text-muted">
          <AbsoluteTime at={call.startedAt} />
        </span>
        {call.reference && (
          <span className="text-xs text-muted">
            Our reference <code className="font-mono">{call.reference}</code>
          </span>
        )}
      </header>
      {call.fault && <p className="border-b border-line px-3 py-2 text-sm text-bad">{call.fault}</p>}
      <div className="grid divide-line md:grid-cols-2 md:divide-x">
        <Side title="Request" headers={call.requestHeaders} body={call.requestBody} empty="No body." />
        <Side
          title="Response"
          headers={call.responseHeaders}
          body={call.responseBody}
          empty={call.status === null ? "No answer came." : "Empty body."}
        />
      </div>
    </article>
  );
}

function Side({
  title,
  headers,
  body,
  empty,
}: {
  title: string;
  headers: Readonly<Record<string, string>> | null;
  body: string | null;
  empty: string;
}) {
  const text = body === null || body === "" ? null : formatBody(body);
  const lines = Object.entries(headers ?? {});
  return (
    <section className="flex min-w-0 flex-col gap-2 border-line px-3 py-2 max-md:not-first:border-t">
      <h3 className="flex h-6 items-center justify-between text-xs font-medium text-muted">
        {title}
        {text !== null && <CopyButton text={body ?? ""} what={`the ${title.toLowerCase()}`} />}
      </h3>
      {text === null ? (
        <p className="text-sm text-faint">{empty}</p>
      ) : (
        <pre
          tabIndex={0}
          aria-label={`${title} body`}
          className="max-h-96 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap text-ink"
        >
          {text}
        </pre>
      )}
      {lines.length > 0 && (
        <details>
          <summary className="cursor-pointer text-xs text-muted">Headers ({lines.length})</summary>
          <dl className="mt-1 font-mono text-xs break-all">
            {lines.map(([name, value]) => (
              <div key={name}>
                <dt className="inline text-muted">{name}: </dt>
                <dd className="inline text-ink">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}
