"use client";

import { CircleAlert, Clock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { areLookupsPaused, describeCause } from "@/lib/domain/carrier-breaker";
import { describeWaiting, type OrderProgress } from "@/lib/domain/order-progress";
import { describeTrouble } from "@/lib/domain/order-trouble";
import { cx } from "../ui/cx";
import { ClockTime } from "../ui/time";

/** Why an order has not ended yet: what delays it, with the carrier's last message, and what it waits for. */
export function OrderWaits({ progress }: { progress: OrderProgress }) {
  const lines = describeWaiting(progress);
  return (
    <>
      <Obstacle progress={progress} />
      {lines.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm text-muted">
          {lines.map((line) => (
            <li key={line.replace(/\d[\d,.]*/g, "")} className="tabular-nums">
              {line}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const trim = (message: string) => message.replace(/[.\s]+$/, "");

/** The gravest one only: the rest follows from it. */
function Obstacle({ progress }: { progress: OrderProgress }) {
  const { pause, trouble, blockedUntil, lastRefusal, carrierLabel, nextReadAt, nextCheckAt } = progress;
  if (pause)
    return (
      <Line icon={CircleAlert} color="text-bad">
        {describeCause(pause)} ({trim(pause.lastAnswer)}) since <ClockTime at={pause.since} />;{" "}
        {areLookupsPaused(pause) ? "asked" : "tried"} again at <ClockTime at={pause.nextProbeAt} hasSeconds />.{" "}
        {areLookupsPaused(pause) ? "Nothing of this account is sent or looked up until then." : "Looking up goes on."}
      </Line>
    );
  if (trouble) {
    const next = trouble.step === "check" || trouble.step === "write" ? nextCheckAt : nextReadAt;
    return (
      <Line icon={CircleAlert} color="text-bad">
        {describeTrouble(trouble, carrierLabel)}; since <ClockTime at={trouble.since} />
        {next && (
          <>
            , tried again at <ClockTime at={next} hasSeconds />
          </>
        )}
        .
      </Line>
    );
  }
  if (blockedUntil)
    return (
      <Line icon={Clock} color="text-pending">
        {carrierLabel} asked us to wait until <ClockTime at={blockedUntil} hasSeconds />; nothing is sent before.
      </Line>
    );
  if (lastRefusal)
    return (
      <Line icon={Clock} color="text-pending">
        {carrierLabel}&apos;s last response to this order: {trim(lastRefusal)}. It is retried automatically.
      </Line>
    );
  return null;
}

function Line({ icon: Icon, color, children }: { icon: LucideIcon; color: string; children: ReactNode }) {
  return (
    <p className={cx("flex items-start gap-1.5 text-sm", color)}>
      <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
