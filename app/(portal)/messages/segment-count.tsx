import { formatNoun } from "@/components/ui/format";
import { measureMessage } from "@/lib/domain/message-segments";

/** Encoding and segments of the text while it is typed. */
export function SegmentCount({ text }: { text: string }) {
  const { encoding, segments, left, firstUnicode } = measureMessage(text);
  return (
    <p className="text-xs text-muted tabular-nums" aria-live="polite">
      {formatNoun(segments, "segment", "segments")}, {encoding}, {left} left in this one
      {firstUnicode !== null && (
        <span className="block text-pending">
          “{firstUnicode}” is not in the GSM alphabet: the limit per segment drops from 160 to 70 characters.
        </span>
      )}
    </p>
  );
}
