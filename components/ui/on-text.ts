import type { ChangeEvent } from "react";

/** `onText` gets what a control holds now, in place of `onChange` with its event. */
export type OnText = { onText?: (text: string) => void };

export const listenToText = (onText: OnText["onText"]) =>
  onText && { onChange: (event: ChangeEvent<{ value: string }>) => onText(event.target.value) };
