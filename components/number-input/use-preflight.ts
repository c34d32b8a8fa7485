"use client";

import { useMemo, useState } from "react";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Preflight } from "@/lib/domain/preflight";
import type { Result } from "@/lib/domain/result";
import { useAction } from "../feedback/use-action";

type Checked<P extends Preflight> = {
  question: string;
  numbers: readonly PhoneNumber[];
  preflight: P;
  included: ReadonlySet<string>;
};

/**
 * A preview and which of its groups are part of the order. `question` is all that the answer depends on besides the numbers (account, kind): once
 * it or the numbers change, the answer is no longer shown.
 */
export function usePreflight<P extends Preflight = Preflight>(
  question: string,
  numbers: readonly PhoneNumber[],
  check: (numbers: PhoneNumber[]) => Promise<Result<P>>,
) {
  const [checked, setChecked] = useState<Checked<P> | null>(null);
  const { run, isBusy: isChecking, failure } = useAction();
  const current = checked?.question === question && isSame(checked.numbers, numbers) ? checked : null;
  const chosen = useMemo(() => {
    if (!current) return [];
    const taken = new Set(
      current.preflight.groups.flatMap((group) => (current.included.has(group.code) ? group.numbers : [])),
    );
    return numbers.filter((number) => taken.has(number));
  }, [current, numbers]);

  const ask = () =>
    run(
      () => check([...numbers]),
      (preflight) => {
        const included = new Set(preflight.groups.flatMap((group) => (group.isIncluded ? [group.code] : [])));
        setChecked({ question, numbers, preflight, included });
      },
    );
  const toggle = (code: string) =>
    setChecked((before) => {
      if (!before) return before;
      const included = new Set(before.included);
      if (!included.delete(code)) included.add(code);
      return { ...before, included };
    });
  return {
    preflight: current?.preflight ?? null,
    included: current?.included ?? new Set<string>(),
    chosen,
    isChecking,
    failure,
    run: ask,
    toggle,
  };
}

/** Correcting or removing other rows makes a new list of the same numbers: what was found about them still holds. */
const isSame = (a: readonly PhoneNumber[], b: readonly PhoneNumber[]) =>
  a === b || (a.length === b.length && a.every((number, index) => number === b[index]));
