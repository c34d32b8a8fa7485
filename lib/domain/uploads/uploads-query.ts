import { z } from "zod";
import { one, rowPlace } from "@/lib/domain/address-field";
import { uploadKind, uploadState } from "./upload";

/** What the address of the list of uploads may say; every field falls back to "any". */
export const uploadsQuery = z.object({
  person: one(z.uuid()),
  state: one(uploadState),
  /** Uploads with a row that asks for it. */
  kind: one(uploadKind),
  /** Uploads with orders of its numbers, or that labeled them. */
  customer: one(z.uuid()),
  /** Any part of a name, or the beginning of a reference. */
  q: one(z.string().trim().max(120)),
  after: one(rowPlace),
});
export type UploadsQuery = z.output<typeof uploadsQuery>;
