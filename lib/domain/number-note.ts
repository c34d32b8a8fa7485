import { z } from "zod";

export const MAX_NOTE_LENGTH = 2_000;
/** Of one number; more belongs into the system that keeps the customer's history. */
export const MAX_NOTES = 200;

export const noteText = z
  .string()
  .trim()
  .min(1, "Write something.")
  .max(MAX_NOTE_LENGTH, `Use at most ${MAX_NOTE_LENGTH.toLocaleString("en-US")} characters.`);

/** Instants are ISO 8601. `canChange`: by the person who looks. */
export type NoteView = {
  id: string;
  text: string;
  author: string | null;
  createdAt: string;
  editedAt: string | null;
  canChange: boolean;
};
