"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { TONE_ICONS, TONE_SOFT, TONE_TEXT } from "@/components/ui/tone";
import { RelativeTime } from "@/components/ui/time";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { NumberAction } from "@/lib/services/numbers/judge-action";
import type { AccountView, NumberStatus, ReadinessStep } from "@/lib/services/numbers/number-view";
import { chooseAction, isOrdered } from "../next-step";
import { STEP_TONES, STEP_WORDS } from "../step-looks";
import type { NumberRights } from "./number-rights";

type Ask = (action: NumberAction, account: AccountView) => void;

const NEXT_LOOK = {
  done: "",
  pending: TONE_SOFT.pending,
  missing: "border-accent-line bg-accent-soft",
  failed: TONE_SOFT.bad,
  unknown: TONE_SOFT.unknown,
} as const satisfies Record<ReadinessStep["state"], string>;

/** From owned to inbound seen; the first step that is not done stands out, with the button that does it. */
export function ReadinessPath({ status, rights, onAsk }: { status: NumberStatus; rights: NumberRights; onAsk: Ask }) {
  if (status.steps.length === 0) return null;
  const isReady = status.steps.every((step) => step.state === "done");
  return (
    <Card>
      <h2 className="mb-3 text-base font-semibold text-ink">
        {isReady ? "Ready: every step is confirmed" : "Readiness"}
      </h2>
      <ol className="flex flex-col gap-2 lg:flex-row lg:items-stretch">
        {status.steps.map((step) => (
          <li
            key={step.id}
            aria-current={step.isNext ? "step" : undefined}
            className={cx(
              "flex min-w-0 flex-1 flex-col gap-1 rounded-md border px-3 py-2",
              step.isNext ? NEXT_LOOK[step.state] : "border-line",
              step.isNext && "lg:flex-[1.6]",
            )}
          >
            <StepHead step={step} />
            <p className="text-xs [overflow-wrap:anywhere] text-muted">
              {step.detail}
              {step.state === "done" && step.at !== null && (
                <>
                  , <RelativeTime at={step.at} />
                </>
              )}
            </p>
            {step.isNext && (
              <div className="mt-1">
                <StepButton step={step} status={status} rights={rights} onAsk={onAsk} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function StepHead({ step }: { step: ReadinessStep }) {
  const tone = STEP_TONES[step.state];
  const Icon = TONE_ICONS[tone];
  return (
    <p className={cx("flex items-center gap-1.5 text-sm font-medium", TONE_TEXT[tone])}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="whitespace-nowrap text-ink">{step.label}</span>
      <span className="sr-only">: {STEP_WORDS[step.state]}</span>
    </p>
  );
}

function StepButton({
  step,
  status,
  rights,
  onAsk,
}: {
  step: ReadinessStep;
  status: NumberStatus;
  rights: NumberRights;
  onAsk: Ask;
}) {
  if (step.state === "pending") return null;
  if (step.id === "tested" || step.id === "inbound")
    return (
      <ButtonLink size="sm" href="#messages">
        {step.id === "tested" ? "Send a test message" : "To the messages"}
      </ButtonLink>
    );
  if (!isOrdered(step.id))
    return (
      <ButtonLink size="sm" href="#accounts">
        Ask the carrier
      </ButtonLink>
    );
  const choice = chooseAction(step.id, status);
  if (!choice) return null;
  return (
    <Button
      size="sm"
      variant="primary"
      disabledReason={rights.order ?? choice.reason}
      onClick={() => onAsk(choice.action, choice.account)}
    >
      {ORDER_KINDS[choice.action].verb}…
    </Button>
  );
}
