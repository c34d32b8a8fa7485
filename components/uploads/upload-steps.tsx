import { Check } from "lucide-react";
import { UPLOAD_STEPS, type UploadState, type UploadStep } from "@/lib/domain/uploads/upload";
import { findStep, isStepOpen, UPLOAD_STEP_LABELS } from "@/lib/domain/uploads/upload-labels";
import { cx } from "../ui/cx";
import { RouteLink } from "../ui/route-link";

/** Map → Check → Submit → Results: done steps are links, later ones are not there yet. */
export function UploadSteps({ id, state, current }: { id: string; state: UploadState; current: UploadStep }) {
  const reached = UPLOAD_STEPS.indexOf(state === "check" && current === "submit" ? "submit" : findStep(state));
  return (
    <nav aria-label="Steps of this upload" className="min-w-0 overflow-x-auto">
      <ol className="flex items-center gap-1 text-sm whitespace-nowrap">
        {UPLOAD_STEPS.map((step, index) => {
          const isHere = step === current;
          const isDone = index < reached;
          const isOpen = state !== "refused" && isStepOpen(step, state);
          const content = (
            <>
              <span
                aria-hidden
                className={cx(
                  "flex size-4 shrink-0 items-center justify-center rounded-full text-2xs font-semibold tabular-nums",
                  isHere ? "bg-accent text-on-accent" : isDone ? "text-muted" : "border border-line-strong text-faint",
                )}
              >
                {isDone && !isHere ? <Check className="size-3.5" /> : index + 1}
              </span>
              {UPLOAD_STEP_LABELS[step]}
            </>
          );
          const className = cx(
            "inline-flex h-7 items-center gap-1.5 rounded-md px-1.5 font-medium",
            isHere ? "text-ink" : isOpen ? "text-muted hover:bg-hover hover:text-ink" : "text-faint",
          );
          return (
            <li key={step} className="flex items-center gap-1">
              {index > 0 && <span aria-hidden className="h-px w-5 bg-line-strong max-sm:w-2" />}
              {isOpen ? (
                <RouteLink
                  href={`/uploads/${id}/${step}`}
                  aria-current={isHere ? "step" : undefined}
                  className={className}
                >
                  {content}
                </RouteLink>
              ) : (
                <span aria-current={isHere ? "step" : undefined} className={className}>
                  {content}
                  {!isHere && <span className="sr-only"> (later)</span>}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
