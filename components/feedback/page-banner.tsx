import type { ReactNode } from "react";
import type { Tone } from "@/lib/domain/service-state";
import { cx } from "../ui/cx";
import { TONE_ICONS, TONE_SOFT } from "../ui/tone";

/** A message about the whole page, such as a failing carrier or a result. Errors are announced to screen readers at once. */
export function PageBanner({
  tone = "neutral",
  title,
  actions,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const Icon = TONE_ICONS[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cx("flex flex-wrap items-start gap-x-4 gap-y-2 rounded-lg border px-3 py-2.5", TONE_SOFT[tone])}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-60 text-sm">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
