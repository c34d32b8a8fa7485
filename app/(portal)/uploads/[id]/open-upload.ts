import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { findDenial } from "@/lib/domain/permissions";
import { type IdProps, readPath } from "@/lib/domain/read-query";
import type { UploadStep } from "@/lib/domain/uploads/upload";
import { isStepOpen, uploadHref } from "@/lib/domain/uploads/upload-labels";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { orNotFound } from "../../or-not-found";

/** The upload of an address, or the page "not found". A step that it has not reached leads to the one that it has. */
export async function openUpload(ctx: Context, params: IdProps["params"], step?: UploadStep): Promise<UploadView> {
  const id = z.uuid().safeParse(readPath(await params).id);
  if (!id.success) notFound();
  const upload = await orNotFound(getUpload(ctx, { id: id.data }));
  if (step === undefined || !isStepOpen(step, upload.state)) redirect(uploadHref(upload));
  return upload;
}

/** Why this person cannot change uploads, or null. */
export const explainReadOnly = (ctx: Context) => findDenial(ctx.actor.role, "orders:write");
