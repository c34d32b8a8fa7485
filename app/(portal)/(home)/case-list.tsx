import { CustomerCounts } from "@/components/numbers/customer-counts";
import { ButtonLink } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { formatCount } from "@/components/ui/format";
import { TONE_TEXT, ToneDot } from "@/components/ui/tone";
import type { AnswerPart } from "@/lib/domain/answer";
import type { HomeCase } from "@/lib/domain/home";

/** The page's answer: how many kinds of things need a person. */
export function describeHome(cases: readonly HomeCase[]): AnswerPart[] {
  if (cases.length === 0) return [{ text: "Nothing needs you" }];
  return [{ text: cases.length === 1 ? "1 thing needs you" : `${formatCount(cases.length)} things need you` }];
}

/** What needs a person: how many, what, why, and the button that leads there. */
export function CaseList({ cases }: { cases: readonly HomeCase[] }) {
  if (cases.length === 0) return null;
  return (
    <ul aria-label="What needs you" className="divide-y divide-line border-y border-line">
      {cases.map(({ kind, tone, count, isAtLeast, text, cause, owners, href, action }) => (
        <li key={`${kind} ${text}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 max-sm:flex-nowrap">
          <p className="flex min-w-0 flex-1 basis-72 items-baseline gap-2.5 text-base max-sm:basis-0">
            <ToneDot tone={tone} className="self-center max-sm:mt-2 max-sm:self-start" />
            <span className="min-w-0">
              {kind !== "carrier-down" && (
                <strong className={cx("font-semibold tabular-nums", tone === "neutral" ? "text-ink" : TONE_TEXT[tone])}>
                  {formatCount(count)}
                  {isAtLeast && "+"}{" "}
                </strong>
              )}
              <span className="font-medium text-ink">{text}</span>
              {cause && <span className="text-sm text-muted"> · {cause}</span>}
              {owners && (
                <span className="text-sm text-muted">
                  {" · "}
                  <CustomerCounts {...owners} />
                </span>
              )}
            </span>
          </p>
          <ButtonLink
            size="sm"
            href={href}
            aria-label={`${action}: ${kind === "carrier-down" ? "" : `${formatCount(count)} `}${text}`}
          >
            {action}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
