import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import type { UploadSource } from "@/lib/domain/uploads/upload";
import { createUpload } from "@/lib/services/uploads/create-upload";
import { finishUpload } from "@/lib/services/uploads/finish-upload";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { putUploadPart } from "@/lib/services/uploads/put-part";
import type { TestWorld } from "./world";

type Sent = { name?: string; source?: Exclude<UploadSource, "selection">; partBytes?: number };

/** Sends a whole content as a browser does; a worker would read it then. */
export async function sendUpload(
  { ctx }: TestWorld,
  content: Uint8Array | string,
  { name = "numbers.csv", source = "file", partBytes = 4_000_000 }: Sent = {},
): Promise<string> {
  const bytes = Buffer.from(content);
  const { id } = await createUpload(ctx, { name, bytes: bytes.length, source });
  for (let n = 0; n * partBytes < bytes.length; n += 1)
    await putUploadPart(ctx, { id, n, body: toBody(bytes.subarray(n * partBytes, (n + 1) * partBytes)) });
  await finishUpload(ctx, { id });
  return id;
}

export async function* toBody(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What the map suggests, with what the person has to choose. */
export async function suggestFor(
  { ctx }: TestWorld,
  id: string,
  defaults: UploadMapping["defaults"],
): Promise<UploadMapping> {
  const { suggestion, state, fault } = await getUpload(ctx, { id });
  if (!suggestion) throw new Error(`no suggestion: ${state}, ${fault}`);
  return { ...suggestion, defaults };
}
