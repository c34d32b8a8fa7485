import { z } from "zod";
import { role, type Role } from "@/lib/domain/permissions";

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "Use at most 254 characters.")
  .pipe(z.email("Expected an e-mail address such as ana@example.com."));

export const personName = z.string().trim().min(1, "Enter a name.").max(100, "Use at most 100 characters.");
export const reason = z.string().trim().max(500, "Use at most 500 characters.").optional();
export const personId = z.object({ personId: z.uuid() });

/** The column's text as a role; a value that no release wrote holds no rights. */
export const readRole = (text: string): Role => role.catch("viewer").parse(text);
