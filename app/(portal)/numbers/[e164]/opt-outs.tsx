import { OctagonX } from "lucide-react";
import { formatNoun } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/time";
import type { OptOut } from "@/lib/domain/opt-out";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";

const spell = (peer: string) => {
  const parsed = parsePhoneNumber(peer);
  return parsed.ok ? formatNational(parsed.number) : peer;
};

/** Customers who texted STOP to the number: messages to them are refused by the network. Nothing where there is none. */
export function OptOuts({ optOuts }: { optOuts: readonly OptOut[] }) {
  if (optOuts.length === 0) return null;
  return (
    <div className="flex items-start gap-2 rounded-lg border border-bad-line bg-bad-soft px-3 py-2 text-sm text-ink">
      <OctagonX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <div className="min-w-0">
        <p>
          <strong className="font-semibold text-bad">
            {formatNoun(optOuts.length, "customer")} opted out of this number.
          </strong>{" "}
          Messages to {optOuts.length === 1 ? "this customer" : "them"} do not arrive until START is texted to it.
        </p>
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
          {optOuts.map(({ peer, word, at }) => (
            <li key={peer}>
              <span className="font-number text-ink">{spell(peer)}</span> {word}, <RelativeTime at={at} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
