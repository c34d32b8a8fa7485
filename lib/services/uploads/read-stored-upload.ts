import "server-only";
import type { Context } from "@/lib/context";
import { type UploadInspection, uploadInspection } from "@/lib/domain/uploads/inspection";
import { type UploadMapping, uploadMapping } from "@/lib/domain/uploads/mapping";
import { type UploadSource, type UploadState, uploadSource, uploadState } from "@/lib/domain/uploads/upload";

export type StoredUpload = {
  id: string;
  ref: string;
  name: string;
  source: UploadSource;
  state: UploadState;
  bytes: number;
  personId: string | null;
  inspection: UploadInspection | null;
  mapping: UploadMapping | null;
};

/** For the worker: null where it is no longer kept. */
export async function readStoredUpload({ db }: Pick<Context, "db">, id: string): Promise<StoredUpload | null> {
  const row = await db.upload.findUnique({
    where: { id },
    select: {
      ref: true,
      name: true,
      source: true,
      state: true,
      bytes: true,
      createdById: true,
      inspection: true,
      mapping: true,
    },
  });
  return (
    row && {
      id,
      ref: row.ref,
      name: row.name,
      source: uploadSource.parse(row.source),
      state: uploadState.parse(row.state),
      bytes: Number(row.bytes),
      personId: row.createdById,
      inspection: readInspection(row.inspection),
      mapping: readMapping(row.mapping),
    }
  );
}

/** Null where there is none, or one that an older release has left and this one cannot read. */
export const readInspection = (stored: unknown): UploadInspection | null =>
  uploadInspection.safeParse(stored).data ?? null;
export const readMapping = (stored: unknown): UploadMapping | null => uploadMapping.safeParse(stored).data ?? null;
