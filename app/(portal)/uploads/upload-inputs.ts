import { z } from "zod";
import { uploadMapping } from "@/lib/domain/uploads/mapping";

const id = z.uuid();
const revision = z.number().int().min(0);

export const uploadId = z.object({ id });
export const mapInput = z.object({ id, mapping: uploadMapping });
export const fixInput = z.object({ id, code: z.string().max(100), revision });
export const undoInput = z.object({ id, revision });
export const previewInput = z.object({ id, askCarriers: z.boolean() });

export const submitInput = z.object({
  id,
  revision,
  onlyIfAllReady: z.boolean(),
  leaveOut: z.array(z.string().max(100)).max(100),
  reason: z.string().trim().max(500).optional(),
});
