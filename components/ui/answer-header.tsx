import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import type { AnswerPart } from "@/lib/domain/answer";
import { TAP_AREA } from "./control-style";
import { cx } from "./cx";
import { PageHeading } from "./page-heading";
import { RouteLink } from "./route-link";
import { TONE_TEXT } from "./tone";

/** The header of a page that has an answer: its title is the end of a path, and what is set large is the answer. */
export function AnswerHeader({
  path = [],
  title,
  pageTitle,
  answer,
  badges,
  detail,
  actions,
}: {
  path?: readonly { href: string; label: string }[];
  title: string;
  /** What the browser calls the page, if the title alone does not say it. */
  pageTitle?: string;
  answer: ReactNode;
  /** Beside the title. */
  badges?: ReactNode;
  /** Below the answer. */
  detail?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <div className="flex min-w-0 flex-wrap items-center gap-x-1 gap-y-0.5 text-sm">
          {path.map(({ href, label }) => (
            <span key={href} className="flex items-center gap-1">
              <RouteLink href={href} className={cx("font-medium text-muted hover:text-ink", TAP_AREA)}>
                {label}
              </RouteLink>
              <ChevronRight aria-hidden className="size-3.5 text-faint" />
            </span>
          ))}
          <PageHeading className="min-w-0 font-medium wrap-anywhere text-muted" pageTitle={pageTitle}>
            {title}
          </PageHeading>
          {badges && <span className="ml-1.5 flex flex-wrap items-center gap-1.5">{badges}</span>}
        </div>
        <p className="mt-1 text-[1.75rem] leading-9 font-semibold tracking-tight text-balance text-ink">{answer}</p>
        {detail && <div className="mt-1 max-w-[100ch] text-sm text-muted">{detail}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** What a page answers, part by part; color is for exceptions only. */
export const Answer = ({ parts }: { parts: readonly (AnswerPart | false)[] }) =>
  parts
    .filter((part) => part !== false)
    .map(({ text, tone }, index, { length }) => (
      <Fragment key={text}>
        <span className="inline-block">
          {tone ? <span className={TONE_TEXT[tone]}>{text}</span> : text}
          {index < length - 1 && ","}
        </span>{" "}
      </Fragment>
    ));
