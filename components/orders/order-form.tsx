"use client";

import type { ReactNode } from "react";
import type { DraftName } from "@/lib/domain/order";
import { NumberInput } from "../number-input/number-input";
import { useNumberDraft, type NumberDraftState } from "../number-input/use-number-draft";
import { useOnceInUrl } from "../number-input/use-once-in-url";
import { Page, PageHeader } from "../ui/page-header";
import { Skeleton } from "../ui/skeleton";
import { useIsHydrated } from "../ui/use-now";

const GRID = "grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]";

type Props = {
  draft: DraftName;
  /** Numbers from the address; they replace the draft. */
  given?: string;
  /** The choices above the numbers, and what follows below them. */
  head: ReactNode;
  tail?: ReactNode;
  /** The check and the order beside the numbers. */
  review: (input: NumberDraftState) => ReactNode;
};

/** Every form that takes numbers for an order: choices and numbers on the left, the review on the right. */
export function OrderForm(props: Props) {
  // The draft lives in the browser alone: the server cannot draw it.
  if (!useIsHydrated()) return <Skeleton className="h-96" />;
  return <OrderFields {...props} />;
}

function OrderFields({ draft, given, head, tail, review }: Props) {
  const input = useNumberDraft(draft, { given });
  useOnceInUrl("numbers");
  return (
    <div className={GRID}>
      <div className="flex min-w-0 flex-col gap-4">
        {head}
        <NumberInput input={input} />
        {tail}
      </div>
      {review(input)}
    </div>
  );
}

export function OrderFormSkeleton({ title }: { title: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <div aria-busy className={GRID}>
        <Skeleton className="h-64" />
        <Skeleton className="h-40" />
      </div>
    </Page>
  );
}
