"use client";

import { SearchCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Failure } from "@/lib/domain/result";
import type { Preflight } from "@/lib/domain/preflight";
import { FailureBanner } from "../feedback/failure-banner";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { formatNoun } from "../ui/format";
import type { NumberDraftState } from "./use-number-draft";

/** In place of the review until an account is chosen. */
export function ChooseFirst({ what = "an account" }: { what?: string }) {
  return <Card className="text-sm text-muted">Choose {what} first. What would change is then shown here.</Card>;
}

/** The frame of a preview: what is missing before it, its button, and what it found (`children`). */
export function ReviewCard({
  check,
  input,
  children,
}: {
  check: { preflight: Preflight | null; isChecking: boolean; failure: Failure | null; run: () => void };
  input: NumberDraftState;
  children: ReactNode;
}) {
  const { valid, counts } = input.checked;
  const isBusy = check.isChecking || input.isReading;
  return (
    <section
      aria-label="Check and confirm"
      className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4 lg:sticky lg:top-4"
    >
      <h2 className="text-base font-semibold text-ink">Check and confirm</h2>
      {valid.length === 0 ? (
        <p className="text-sm text-muted">
          {counts.total === 0
            ? "Enter numbers first: paste them, or drop a file."
            : "None of the rows is a number yet. Correct one on the left to continue."}
        </p>
      ) : (
        !check.preflight && (
          <>
            <p className="text-sm text-muted">
              The check compares the numbers with what is known about them. Nothing is sent to the carrier.
            </p>
            <Button variant="primary" size="lg" icon={<SearchCheck aria-hidden />} isBusy={isBusy} onClick={check.run}>
              Check {formatNoun(valid.length, "number")}
            </Button>
          </>
        )
      )}
      {check.failure && <FailureBanner failure={check.failure} title="The check failed; nothing was sent" />}
      {children}
    </section>
  );
}
