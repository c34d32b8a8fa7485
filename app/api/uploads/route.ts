import { handler } from "@/lib/handler";
import { readInput } from "@/lib/read-input";
import { createUpload, createUploadInput } from "@/lib/services/uploads/create-upload";

/** `{ name, bytes, source }` as JSON → `{ id, ref }`: its content follows in parts. */
export const POST = handler("orders:write", {}, async (ctx, _input, request) =>
  createUpload(ctx, readInput(createUploadInput, await request.json().catch(() => null))),
);
