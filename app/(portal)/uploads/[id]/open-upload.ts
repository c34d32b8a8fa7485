import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { can, explainDenial } from "@/lib/domain/permissions";
import { readPath } from "@/lib/domain/read-query";
import type { UploadStep } from "@/lib/domain/uploads/upload";
import { findStep, isStepOpen } from "@/lib/domain/uploads/upload-labels";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { getUpload } from "@/lib/services/uploads/get-upload";

export type UploadParams = Promise<{ id: string }>;

/** The upload of an address, or the page "not found". A step that it has not reached leads to the one that it has. */
export async function openUpload(ctx: Context, params: UploadParams, step?: UploadStep): Promise<UploadView> {
  const id = z.uuid().safeParse(readPath(await params).id);
  if (!id.success) notFound();
  const upload = await getUpload(ctx, { id: id.data }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  if (step === undefined || !isStepOpen(step, upload.state))
    redirect(`/uploads/${upload.id}/${findStep(upload.state)}`);
  return upload;
}

/** Why this person cannot change uploads, or null. */
export const explainReadOnly = (ctx: Context) =>
  can(ctx.actor.role, "orders:write") ? null : explainDenial("orders:write");
