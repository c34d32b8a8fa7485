import { formatNoun } from "@/components/ui/format";

/** Says how many entries of a carrier's list could not be read, so that the list does not look complete. */
export function UnreadEntriesNote({ count, carrierLabel }: { count: number; carrierLabel: string }) {
  if (count === 0) return null;
  return (
    <p role="note" className="text-sm text-muted">
      {formatNoun(count, "entry", "entries")} of {carrierLabel}&apos;s response could not be read and{" "}
      {count === 1 ? "is" : "are"} not shown. Its evidence is kept with the call.
    </p>
  );
}
