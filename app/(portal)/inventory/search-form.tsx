"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState, useTransition } from "react";
import { ANY_MASK, MaskInput } from "@/components/inventory/mask-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { US_STATES } from "@/lib/domain/geography";
import { checkMaskDraft } from "@/lib/domain/mask";
import { formatChoice } from "@/lib/domain/account-choice";
import type { CapableAccount } from "@/lib/services/accounts/list-capable-accounts";
import { LataField } from "./lata-field";
import { RateCenterField } from "./rate-center-field";
import { useRateCenters } from "./use-rate-centers";
import { SearchWarnings, useSearchWarnings } from "./search-warnings";
import type { SearchFields } from "./search-params";

/** What to look for. The address is the search: it is changed only when the form is sent. */
export function SearchForm({
  accounts,
  accountId: initialAccount,
  fields,
}: {
  accounts: readonly CapableAccount[];
  accountId: string;
  fields: SearchFields;
}) {
  const router = useRouter();
  const params = useSearchParams();
  const queries = useQueryClient();
  const [isSending, startTransition] = useTransition();
  const [accountId, setAccountId] = useState(initialAccount);
  const [mask, setMask] = useState(fields.mask);
  const [state, setState] = useState(fields.state);
  const [rateCenter, setRateCenter] = useState(fields.rateCenter);
  const [lata, setLata] = useState({ value: fields.lata, isSound: true });
  const [quantity, setQuantity] = useState(fields.quantity);
  // What is typed into the LATA's field and means none yet is its own: a new round forgets it.
  const [round, setRound] = useState(0);

  // Another search came into the address (Back, a suggestion): the form follows, and keeps the focus where it is.
  const given = JSON.stringify([initialAccount, fields]);
  const [seen, setSeen] = useState(given);
  if (seen !== given) {
    setSeen(given);
    setAccountId(initialAccount);
    setMask(fields.mask);
    setState(fields.state);
    setRateCenter(fields.rateCenter);
    setLata({ value: fields.lata, isSound: true });
    setQuantity(fields.quantity);
    setRound(round + 1);
  }
  const npa = /^\d{3}/.exec(mask)?.[0];
  const { warnings, impossible } = useSearchWarnings({ npa, state, lata: lata.value, rateCenter });
  const rateCenters = useRateCenters({ accountId, state, npa, text: rateCenter });
  const amount = Number(quantity.replace(/[,\s]/g, ""));
  const quantityErrors =
    Number.isInteger(amount) && amount >= 1 && amount <= 1_000 ? undefined : ["A whole number from 1 to 1,000."];
  const problem =
    checkMaskDraft(mask).fault?.message ??
    quantityErrors?.[0] ??
    (lata.isSound ? null : "Choose a LATA from the list, or leave it blank.") ??
    rateCenters.refusal ??
    impossible;

  const send = () => {
    const next = new URLSearchParams({ account: accountId, mask });
    for (const [name, value] of Object.entries({
      state,
      rateCenter: rateCenter.trim().toUpperCase(),
      lata: lata.value,
    }))
      if (value !== "") next.set(name, value);
    next.set("quantity", String(amount));
    const sort = params.get("sort");
    if (sort) next.set("sort", sort);
    next.sort();
    const current = new URLSearchParams(params.toString());
    current.sort();
    // The same search once more means: ask the carrier again.
    if (current.toString() === next.toString()) void queries.invalidateQueries({ queryKey: ["inventory", "search"] });
    startTransition(() => router.push(`/inventory?${next.toString()}`, { scroll: false }));
  };
  return (
    <form
      role="search"
      aria-label="Numbers on offer"
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === null) send();
      }}
    >
      <div className="grid grid-cols-1 items-start gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-[auto_repeat(3,minmax(140px,1fr))_110px]">
        <MaskInput value={mask} onChange={setMask} />
        <Field label="State">
          <Select
            placeholder="Any state"
            options={US_STATES.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
            value={state}
            onText={setState}
          />
        </Field>
        <RateCenterField rateCenters={rateCenters} text={rateCenter} onText={setRateCenter} />
        <LataField
          key={round}
          lata={lata.value}
          state={state}
          onChange={(value, isSound) => setLata({ value, isSound })}
        />
        <Field label="How many" errors={quantityErrors}>
          <Input inputMode="numeric" value={quantity} onText={setQuantity} />
        </Field>
      </div>
      <SearchWarnings warnings={warnings} />
      <div className="flex flex-wrap items-center gap-2">
        {accounts.length > 1 && (
          <Select
            aria-label="Carrier account"
            className="w-56"
            options={accounts.map((account) => ({ value: account.id, label: formatChoice(account) }))}
            value={accountId}
            onText={setAccountId}
          />
        )}
        <Button
          type="submit"
          variant="primary"
          icon={<Search aria-hidden />}
          isBusy={isSending}
          disabledReason={problem}
        >
          Search
        </Button>
        <Button
          variant="ghost"
          onClick={() => {
            setMask(ANY_MASK);
            setState("");
            setRateCenter("");
            setLata({ value: "", isSound: true });
            setRound(round + 1);
          }}
        >
          Clear
        </Button>
      </div>
    </form>
  );
}
