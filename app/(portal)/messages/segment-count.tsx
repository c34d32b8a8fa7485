import { formatNoun } from "@/components/ui/format";
import { measureMessage } from "@/lib/domain/message-segments";

/** How the text travels, while it is written. */
export function SegmentCount({ text }: { text: string }) {
  const { encoding, segments, left, stranger } = measureMessage(text);
  return (
    <p className="text-xs text-muted tabular-nums" aria-live="polite">
      {formatNoun(segments, "segment", "segments")}, {encoding}, {left} left in this one
      {stranger !== null && (
        <span className="block text-pending">
          “{stranger}” is not in the GSM alphabet: a segment then holds 70 characters instead of 160.
        </span>
      )}
    </p>
  );
}
