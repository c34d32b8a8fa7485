import type { EntryAnswer } from "@/lib/domain/campaign";
import { Card } from "../ui/card";
import { AbsoluteTime } from "../ui/time";

/** The carrier's response to the registration: its message, what it means, then the raw response. */
export function CarrierAnswerCard({ answer }: { answer: (EntryAnswer & { raw: string | null }) | null }) {
  if (answer === null) return <Card className="text-sm text-muted">It has not been sent yet.</Card>;
  return (
    <Card className="flex flex-col gap-2">
      <p className="text-sm break-words text-ink">
        {answer.code && <code className="mr-2 font-mono text-xs">{answer.code}</code>}
        {answer.message}
      </p>
      {answer.type === "existing" && (
        <p className="text-sm text-muted">
          The carrier had it already, which serves as well: it is taken as registered.
        </p>
      )}
      {(answer.meaning ?? answer.action) && (
        <p className="text-sm text-muted">{[answer.meaning, answer.action].filter(Boolean).join(" ")}</p>
      )}
      {answer.type === "waiting" && (
        <p className="text-sm text-muted">
          {answer.againAt ? (
            <>
              It is sent again automatically at <AbsoluteTime at={answer.againAt} />.
            </>
          ) : (
            "It was sent again for two days; from here on a person sends it."
          )}
        </p>
      )}
      <p className="text-xs text-faint">
        <AbsoluteTime at={answer.at} />
      </p>
      {answer.raw && (
        <details>
          <summary className="text-xs text-muted">The answer as it came</summary>
          <pre
            tabIndex={0}
            aria-label="The carrier's answer"
            className="mt-1 max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap text-ink"
          >
            {answer.raw}
          </pre>
        </details>
      )}
    </Card>
  );
}
