"use client";

import { CircleAlert } from "lucide-react";
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import { checkMaskDraft, parseMask } from "@/lib/domain/mask";
import { cx } from "../ui/cx";

const CELLS = Array.from({ length: 10 }, (_, index) => index);
const CHARACTER = /^[\dxX*?_ ]$/;
export const ANY_MASK = "xxxxxxxxxx";

const nameCell = (index: number) => {
  if (index < 3) return `Area code, digit ${index + 1} of 3`;
  if (index < 6) return `Exchange, digit ${index - 2} of 3`;
  return `Line, digit ${index - 5} of 4`;
};

/** Ten cells, each a digit or `x` for any. Digits and x go on to the next cell, arrows move, a pasted number or mask fills all. */
export function MaskInput({ value, onChange }: { value: string; onChange: (mask: string) => void }) {
  const group = useRef<HTMLDivElement>(null);
  const [pasteFault, setPasteFault] = useState<string | null>(null);
  const id = useId();
  const { fault } = checkMaskDraft(value);
  const message = pasteFault ?? fault?.message ?? null;

  const focus = (index: number) => {
    const cell = group.current?.querySelectorAll("input")[Math.min(9, Math.max(0, index))];
    cell?.focus();
    cell?.select();
  };
  const write = (index: number, character: string) => {
    setPasteFault(null);
    onChange(value.slice(0, index) + (/\d/.test(character) ? character : "x") + value.slice(index + 1));
  };
  const press = (event: KeyboardEvent, index: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (CHARACTER.test(key)) {
      write(index, key);
      focus(index + 1);
    } else if (key === "Backspace") {
      const at = value[index] === "x" ? Math.max(0, index - 1) : index;
      write(at, "x");
      focus(at);
    } else if (key === "Delete") write(index, "x");
    else if (key === "ArrowLeft") focus(index - 1);
    else if (key === "ArrowRight") focus(index + 1);
    else if (key === "Home") focus(0);
    else if (key === "End") focus(9);
    else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const parsed = parseMask(event.clipboardData.getData("text"), { padShort: true });
    setPasteFault(parsed.ok ? null : parsed.message);
    if (parsed.ok) onChange(parsed.mask);
  };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p id={`${id}-label`} className="text-xs font-medium text-muted">
        Number mask
      </p>
      <div
        ref={group}
        role="group"
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-message`}
        onPaste={paste}
        className="flex items-center font-mono text-base text-faint"
      >
        {CELLS.map((index) => (
          <span key={index} className="flex items-center">
            {index === 0 && <span aria-hidden>(</span>}
            {index === 3 && (
              <span aria-hidden className="mr-1.5">
                )
              </span>
            )}
            {index === 6 && (
              <span aria-hidden className="mx-1">
                –
              </span>
            )}
            <input
              aria-label={nameCell(index)}
              aria-invalid={fault?.position === index + 1 || undefined}
              aria-describedby={message === null ? undefined : `${id}-message`}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={value[index] ?? "x"}
              onFocus={(event) => event.target.select()}
              onKeyDown={(event) => press(event, index)}
              onChange={(event) => {
                // On-screen keyboards report no key: the character is what is new in the cell.
                const typed = event.target.value.slice(-1);
                if (!CHARACTER.test(typed)) return;
                write(index, typed);
                focus(index + 1);
              }}
              className={cx(
                "mx-px h-8 max-sm:h-10 w-[25px] rounded-sm border border-control-line bg-surface text-center transition-colors duration-100 hover:border-muted focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-bad-solid",
                value[index] === "x" ? "text-faint" : "font-semibold text-ink",
              )}
            />
          </span>
        ))}
      </div>
      <p
        id={`${id}-message`}
        aria-live="polite"
        className={cx("flex items-start gap-1 text-xs", message === null ? "text-faint" : "text-bad")}
      >
        {message !== null && <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />}
        <span>{message ?? "Digits, x for any. A number or mask can be pasted."}</span>
      </p>
    </div>
  );
}
