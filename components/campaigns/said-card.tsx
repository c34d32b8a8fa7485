import type { EntryAnswer } from "@/lib/domain/campaign";
import { Card } from "../ui/card";
import { AbsoluteTime } from "../ui/time";

/** The carrier's response to the registration: its message, what it means, then the raw response. */
export function SaidCard({ said }: { said: (EntryAnswer & { raw: string | null }) | null }) {
  if (said === null) return <Card className="text-sm text-muted">It has not been sent yet.</Card>;
  return (
    <Card className="flex flex-col gap-2">
      <p className="text-sm break-words text-ink">
        {said.code && <code className="mr-2 font-mono text-xs">{said.code}</code>}
        {said.words}
      </p>
      {said.is === "existing" && (
        <p className="text-sm text-muted">
          The carrier had it already, which serves as well: it is taken as registered.
        </p>
      )}
      {(said.meaning ?? said.action) && (
        <p className="text-sm text-muted">{[said.meaning, said.action].filter(Boolean).join(" ")}</p>
      )}
      {said.is === "waiting" && (
        <p className="text-sm text-muted">
          {said.againAt ? (
            <>
              It is sent again automatically at <AbsoluteTime at={said.againAt} />.
            </>
          ) : (
            "It was sent again for two days; from here on a person sends it."
          )}
        </p>
      )}
      <p className="text-xs text-faint">
        <AbsoluteTime at={said.at} />
      </p>
      {said.raw && (
        <details>
          <summary className="text-xs text-muted">The answer as it came</summary>
          <pre
            tabIndex={0}
            aria-label="The carrier's answer"
            className="mt-1 max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap text-ink"
          >
            {said.raw}
          </pre>
        </details>
      )}
    </Card>
  );
}
