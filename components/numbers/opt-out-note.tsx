import { Ban } from "lucide-react";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import type { OptOut, OptOuts } from "@/lib/domain/opt-out";
import { formatNoun } from "../ui/format";
import { RelativeTime } from "../ui/time";

const LINE = "flex flex-wrap items-center gap-x-1.5 text-sm text-bad";

/** This recipient has stopped messages from our number. */
export function OptOutNote({ optOut }: { optOut: OptOut }) {
  return (
    <p className={LINE}>
      <Ban aria-hidden className="size-3.5 shrink-0" />
      <span>
        Opted out: sent “{optOut.word}” <RelativeTime at={optOut.at} />. Send nothing to this recipient until they send
        START.
      </span>
    </p>
  );
}

/** How many recipients have stopped a number; nothing where none has. */
export function OptOutSummary({ optOuts: { count, latest } }: { optOuts: OptOuts }) {
  const [last] = latest;
  if (!last) return null;
  const parsed = parsePhoneNumber(last.peer);
  return (
    <p className={LINE}>
      <Ban aria-hidden className="size-3.5 shrink-0" />
      <span>
        {formatNoun(count, "recipient")} opted out of messages from this number; the last one{" "}
        <span className="font-mono">{parsed.ok ? formatNational(parsed.number) : last.peer}</span>{" "}
        <RelativeTime at={last.at} />.
      </span>
    </p>
  );
}
