"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ShoppingCart } from "lucide-react";
import { SelectionBar, useSelection } from "@/components/data-table/selection";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { formatCount, formatNoun } from "@/components/ui/format";
import type { PickedNumber } from "@/lib/domain/cart";
import { formatNational, phoneNumber } from "@/lib/domain/phone-number";
import type { SearchResult } from "@/lib/services/inventory/search-inventory";
import { useAddToCart } from "./use-cart";

const SHOWN = 5;

/** What can be done with the picked numbers; those of earlier searches are among them. */
export function OrderBar({ accountId, denial }: { accountId: string; denial: string | null }) {
  const selection = useSelection();
  const queries = useQueryClient();
  const cart = useAddToCart(accountId);
  const numbers = [...(selection?.selected ?? [])].flatMap((id) => phoneNumber.safeParse(id).data ?? []).sort();

  const listPicked = (): PickedNumber[] => {
    const answers = queries.getQueriesData<SearchResult>({ queryKey: ["inventory", "search"] });
    const places = new Map(answers.flatMap(([, answer]) => answer?.numbers ?? []).map((one) => [one.number, one]));
    return numbers.map((number) => {
      const { rateCenter = null, state = null } = places.get(number) ?? {};
      return { number, rateCenter, state };
    });
  };
  const add = (isGoing: boolean) => cart.add({ picked: listPicked() }, { isGoing, onDone: () => selection?.clear() });
  return (
    <>
      {cart.failure && <FailureBanner failure={cart.failure} />}
      {cart.leftOut.length > 0 && (
        <PageBanner
          tone="pending"
          title={`${formatNoun(cart.leftOut.length, "number")} not put into the cart`}
          actions={
            <Button size="sm" onClick={cart.forget}>
              Dismiss
            </Button>
          }
        >
          <ul>
            {cart.leftOut.slice(0, SHOWN).map(({ number, why }) => (
              <li key={number}>
                <span className="font-mono">{formatNational(number)}</span> {why}.
              </li>
            ))}
            {cart.leftOut.length > SHOWN && <li>and {formatCount(cart.leftOut.length - SHOWN)} more</li>}
          </ul>
        </PageBanner>
      )}
      <SelectionBar noun={numbers.length === 1 ? "number picked" : "numbers picked"}>
        {() => (
          <>
            <CopyButton label="Copy" text={numbers.join("\n")} what={formatNoun(numbers.length, "number")} />
            <Button size="sm" disabledReason={denial} isBusy={cart.isBusy} onClick={() => add(true)}>
              Order now
            </Button>
            <Button
              size="sm"
              variant="primary"
              icon={<ShoppingCart aria-hidden />}
              disabledReason={denial}
              isBusy={cart.isBusy}
              onClick={() => add(false)}
            >
              Add {formatNoun(numbers.length, "number")} to the cart
            </Button>
          </>
        )}
      </SelectionBar>
    </>
  );
}
