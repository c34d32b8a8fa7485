"use client";

import { useState } from "react";
import { Combobox } from "@/components/inventory/combobox";
import { findLata, findLatas, LATAS } from "@/lib/domain/geography";
import { findNearest } from "@/lib/domain/nearest-names";

const MOST = 60;

const describe = (lata: string) => {
  const found = findLata(lata);
  return found ? `${found.lata} ${found.name}` : lata;
};

const spell = ({ lata, name }: { lata: string; name: string }) => `${lata} ${name}`;

/** Three digits are taken as they are; any other text has to be chosen from the list. */
function refuse(text: string, fitting: readonly { lata: string; name: string }[]): string | null {
  if (text.trim() === "" || /^\s*\d{3}(?:\s|$)/.test(text)) return null;
  const nearest = fitting.length > 0 ? fitting.slice(0, 3) : findNearest(LATAS, text, ({ name }) => name);
  const names = nearest.map(spell).join("; ");
  return `${text.trim().toUpperCase()} is no LATA.${names === "" ? " Type its number or name." : ` Did you mean ${names}?`}`;
}

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
        label: spell(one),
        detail: one.states.join(" "),
      }))}
      emptyMessage="The public list has no such LATA. Three digits are taken all the same."
      refusal={refuse(text, found)}
      onText={take}
      onPick={(option) => take(option.label)}
    />
  );
}
