"use client";

import { Check } from "lucide-react";
import { Button, ButtonLink } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { RelativeTime } from "@/components/ui/time";
import { TONE_ICONS, TONE_TEXT } from "@/components/ui/tone";
import { STATES } from "@/lib/domain/labels";
import { ORDER_KINDS } from "@/lib/domain/order";
import { isSettledStep, type ReadinessStep } from "@/lib/domain/readiness-step";
import type { NumberStatus } from "@/lib/services/numbers/number-view";
import { chooseAction, isOrdered } from "../next-step";
import type { NumberRights } from "./number-rights";
import type { Ask } from "./verdict-props";

type Props = { status: NumberStatus; rights: NumberRights; onAsk: Ask };

/** From owned to inbound seen, with only the steps that apply, on one line; below 1024 px from top to bottom. */
export function ReadinessPath({ status, rights, onAsk }: Props) {
  const { steps } = status;
  if (steps.length === 0) return null;
  return (
    <section aria-label="Readiness">
      <ol className="flex flex-col lg:flex-row">
        {steps.map((step, index) => (
          <li
            key={step.id}
            aria-current={step.isNext ? "step" : undefined}
            className="relative flex min-w-0 flex-1 gap-3 pb-4 last:pb-0 lg:flex-col lg:gap-2 lg:pr-4 lg:pb-0"
          >
            {index < steps.length - 1 && <Connector isDone={isSettledStep(step)} index={index} />}
            <StepDot step={step} />
            <div className="min-w-0 text-xs">
              <p className="text-sm font-medium text-ink">
                {step.label}
                {step.state !== "done" && (
                  <span className={cx("font-normal", TONE_TEXT[STATES.step[step.state].tone])}>
                    {" "}
                    {STATES.step[step.state].label}
                  </span>
                )}
                {step.state === "done" && <span className="sr-only">: done</span>}
              </p>
              <p className="[overflow-wrap:anywhere] text-muted">
                {step.detail}
                {step.at && (
                  <>
                    {", "}
                    <RelativeTime
                      at={step.at}
                      prefix={step.id === "tested" || step.id === "inbound" ? undefined : "read"}
                    />
                  </>
                )}
              </p>
              {step.isNext && <StepButton step={step} status={status} rights={rights} onAsk={onAsk} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The line to the next step; where the step is done it is drawn, one after another, up to the present one. */
const Connector = ({ isDone, index }: { isDone: boolean; index: number }) => (
  <span
    aria-hidden
    style={isDone ? { animationDelay: `${index * 90}ms` } : undefined}
    className={cx(
      "absolute top-6 bottom-0 left-[9.5px] border-l lg:top-[9.5px] lg:right-1 lg:bottom-auto lg:left-6 lg:border-t lg:border-l-0",
      isDone
        ? "origin-top animate-draw-down border-muted lg:origin-left lg:animate-draw"
        : "border-dashed border-line-strong",
    )}
  />
);

function StepDot({ step }: { step: ReadinessStep }) {
  const tone = STATES.step[step.state].tone;
  const Icon = TONE_ICONS[tone];
  return (
    <span className="relative flex size-5 shrink-0 items-center justify-center rounded-full bg-ground">
      {step.state === "done" ? (
        <span className="flex size-4 items-center justify-center rounded-full border border-muted text-muted">
          <Check aria-hidden className="size-2.5" strokeWidth={3} />
        </span>
      ) : (
        <Icon aria-hidden className={cx("size-4", TONE_TEXT[tone])} />
      )}
    </span>
  );
}

/** The path does not repeat a button that the verdict has. */
function StepButton({ step, status, rights, onAsk }: Props & { step: ReadinessStep }) {
  const { action } = status.verdict;
  if (step.state === "pending" || (action?.type === "order" && action.step === step.id)) return null;
  if (step.id === "tested" || step.id === "inbound")
    return (
      <ButtonLink size="sm" href="#messages" className="mt-1.5">
        {step.id === "tested" ? "Send a test message" : "Open messages"}
      </ButtonLink>
    );
  if (!isOrdered(step.id)) return null;
  const choice = chooseAction(step.id, status);
  if (!choice) return null;
  return (
    <Button
      size="sm"
      className="mt-1.5"
      disabledReason={rights.order ?? choice.reason}
      onClick={() => onAsk(choice.action, choice.account)}
    >
      {ORDER_KINDS[choice.action].action}…
    </Button>
  );
}
