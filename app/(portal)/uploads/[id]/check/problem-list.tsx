"use client";

import { CircleAlert, OctagonX, TriangleAlert, WandSparkles } from "lucide-react";
import { useEffect, useRef } from "react";
import { useUrlState } from "@/components/data-table/use-url-state";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { formatCount } from "@/components/ui/format";
import { RouteLink } from "@/components/ui/route-link";
import { CreateCustomers } from "@/components/uploads/create-customers";
import type { ProblemGroup } from "@/lib/domain/uploads/upload-view";

const LOOKS = {
  error: { icon: CircleAlert, text: "text-bad", name: "To fix" },
  block: { icon: OctagonX, text: "text-unknown", name: "Blocked" },
  warning: { icon: TriangleAlert, text: "text-pending", name: "Warning" },
} as const satisfies Record<ProblemGroup["severity"], unknown>;

/** Rows with the same problem, with their common repair. On a narrow screen a strip beside one another, so that the rows are near. */
export function ProblemList({
  problems,
  shown,
  denial,
  isBusy,
  onFix,
  onCreate,
}: {
  problems: readonly ProblemGroup[];
  /** The code whose rows are listed. */
  shown: string | null;
  denial: string | null;
  isBusy: boolean;
  onFix: (group: ProblemGroup) => void;
  /** Makes the customers that rows of a group name. */
  onCreate: () => void;
}) {
  const { hrefFor } = useUrlState();
  const list = useRef<HTMLUListElement>(null);
  const hasFixed = useRef(false);
  useEffect(() => {
    // The button that was pressed went with its group: the next one has the focus.
    if (!hasFixed.current || document.activeElement !== document.body) return;
    hasFixed.current = false;
    const next = list.current?.querySelector<HTMLElement>("button") ?? list.current?.querySelector<HTMLElement>("a");
    next?.focus({ preventScroll: true });
  }, [problems]);
  return (
    <ul
      ref={list}
      aria-label="Problems"
      className="flex divide-x divide-line overflow-x-auto lg:flex-col lg:divide-x-0 lg:divide-y"
    >
      {problems.map((group) => {
        const { icon: Icon, text, name } = LOOKS[group.severity];
        const isShown = shown === group.code;
        const count = group.canFix === 1 ? "1" : `all ${formatCount(group.canFix)}`;
        return (
          <li
            key={group.code}
            className={cx("flex w-64 shrink-0 flex-col gap-1 px-3 py-2 lg:w-auto", isShown && "bg-accent-soft")}
          >
            <p className="flex items-start gap-1.5 text-sm">
              <Icon role="img" aria-label={`${name}:`} className={cx("mt-0.5 size-3.5 shrink-0", text)} />
              <span className="min-w-0 flex-1 font-medium text-ink">{group.title}</span>
              <span className="font-semibold text-ink tabular-nums">{formatCount(group.rows)}</span>
            </p>
            <p className="flex items-baseline justify-between gap-2 text-xs text-muted">
              <span className="min-w-0 truncate" title={group.example.message}>
                Line {group.example.line}: <span className="font-mono text-ink">{group.example.text || "(empty)"}</span>
              </span>
              <RouteLink
                scroll={false}
                aria-label={isShown ? "Show other rows too" : `Show rows: ${group.title}`}
                href={hrefFor(isShown ? { code: null } : { code: group.code, show: null, verdict: null })}
                className="inline-flex h-6 shrink-0 items-center font-medium text-accent underline-offset-2 hover:underline"
              >
                {isShown ? "Show others too" : "Show"}
              </RouteLink>
            </p>
            {group.canFix > 0 && (
              <Button
                size="sm"
                className="max-w-full self-start"
                icon={<WandSparkles aria-hidden />}
                isBusy={isBusy}
                disabledReason={denial}
                aria-label={`${group.repair ?? "Fix"}: ${count}, ${group.title}`}
                onClick={() => {
                  hasFixed.current = true;
                  onFix(group);
                }}
              >
                <span className="truncate">{group.repair ?? "Fix"}</span> · {count}
              </Button>
            )}
            {group.create.length > 0 && (
              <CreateCustomers names={group.create} denial={denial} isBusy={isBusy} onCreate={onCreate} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
