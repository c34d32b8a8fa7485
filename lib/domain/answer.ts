import type { Tone } from "./service-state";

/** A part of what a page answers; its color only where it is an exception. */
export type AnswerPart = { text: string; tone?: Tone };
