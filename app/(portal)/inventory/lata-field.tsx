"use client";

import { useState } from "react";
import { Combobox } from "@/components/inventory/combobox";
import { findLata, findLatas } from "@/lib/domain/geography";

const MOST = 60;

const describe = (lata: string) => {
  const found = findLata(lata);
  return found ? `${found.lata} ${found.name}` : lata;
};

/** A LATA by number or name. Three digits are taken as they are, also where the public list does not know them. */
export function LataField({
  lata,
  state,
  onChange,
}: {
  lata: string;
  state: string;
  onChange: (lata: string, isSound: boolean) => void;
}) {
  // What is typed runs ahead of what is chosen; what is chosen elsewhere (Clear) is followed.
  const [typed, setTyped] = useState({ for: lata, text: lata === "" ? "" : describe(lata) });
  const text = typed.for === lata ? typed.text : lata === "" ? "" : describe(lata);
  const found = findLatas(text === "" && state !== "" ? state : text.replace(/^(\d{3})\s.*$/, "$1"));
  const take = (next: string) => {
    const number = /^\s*(\d{3})(?:\s|$)/.exec(next)?.[1] ?? "";
    setTyped({ for: number, text: next });
    onChange(number, number !== "" || next.trim() === "");
  };
  return (
    <Combobox
      label="LATA"
      placeholder="Any, by number or name"
      text={text}
      options={found.slice(0, MOST).map((one) => ({
        value: one.lata,
        label: `${one.lata} ${one.name}`,
        detail: one.states.join(" "),
      }))}
      emptyWords="The public list has no such LATA. Three digits are taken all the same."
      onText={take}
      onPick={(option) => take(option.label)}
    />
  );
}
