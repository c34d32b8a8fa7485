"use client";

import { useEffect, type RefObject } from "react";
import { isTyping, listenToKeys } from "../shell/early-keys";
import { copyText } from "../ui/copy-button";

const FOCUSABLE = "a[href], button, input, [tabindex='0']";

/** `j` and `k` move the focus between rows, `x` selects, `c` copies the row's number in E.164. Disabled while typing and in dialogs. */
export function useRowKeys(frame: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog]")) return;
      if (event.key === "j") move(frame.current, 1);
      else if (event.key === "k") move(frame.current, -1);
      else if (event.key === "x") tick(frame.current);
      else if (event.key === "c") copyNumber(frame.current);
      else return;
      event.preventDefault();
    };
    return listenToKeys(listen);
  }, [frame]);
}

function move(frame: HTMLElement | null, step: 1 | -1) {
  const rows = [...(frame?.querySelectorAll<HTMLElement>("tr[data-row]") ?? [])];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[current === -1 ? (step === 1 ? 0 : rows.length - 1) : current + step];
  if (!next) return;
  const target = next.querySelector<HTMLElement>("a[href]") ?? next.querySelector<HTMLElement>(FOCUSABLE);
  target?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function tick(frame: HTMLElement | null) {
  const row = document.activeElement?.closest("tr[data-row]");
  if (row && frame?.contains(row)) row.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
}

function copyNumber(frame: HTMLElement | null) {
  const row = document.activeElement?.closest("tr[data-row]");
  const number =
    row && frame?.contains(row) ? row.querySelector<HTMLElement>("[data-number]")?.dataset.number : undefined;
  if (number !== undefined) void copyText(number, number);
}
