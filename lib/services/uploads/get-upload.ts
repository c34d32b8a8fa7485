import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { uploadKind, uploadState, uploadSubmission } from "@/lib/domain/uploads/upload";
import type { UploadPreview, UploadTarget, UploadView } from "@/lib/domain/uploads/upload-view";
import { listParts } from "./list-parts";
import { findMemory } from "./mapping-memory";
import { readInspection, readMapping } from "./read-stored-upload";
import { suggestUploadMapping } from "./suggest-upload-mapping";
import { toUploadRow, UPLOAD_COLUMNS, UPLOAD_FROM, uploadSqlRow } from "./upload-columns";

const MAX_TWINS = 10;

const json = z.unknown();
const viewRow = uploadSqlRow.extend({
  revision: z.number(),
  sha256: z.string().nullable(),
  inspection: json,
  mapping: json,
  submission: json,
  preview: json,
  corrects_id: z.string().nullable(),
});

/** All that the steps of an upload show. Errors: NOT_FOUND. */
export async function getUpload(ctx: Context, { id }: { id: string }): Promise<UploadView> {
  const [row] = await queryRows(ctx.sql, viewRow)`
    SELECT ${raw(UPLOAD_COLUMNS)}, u.revision, u.sha256, u.inspection, u.mapping, u.submission, u.preview, u.corrects_id
    FROM ${raw(UPLOAD_FROM)} WHERE u.id = ${id}`;
  if (!row) throw new AppError("NOT_FOUND", "This upload does not exist, or is no longer kept.");
  const inspection = readInspection(row.inspection);
  const mapping = readMapping(row.mapping);
  const [targets, corrects, twins, lastEdit, parts, suggestion, memory] = await Promise.all([
    listTargets(ctx, row.id),
    findCorrected(ctx, row.corrects_id),
    listTwins(ctx, id, row.sha256),
    findLastEdit(ctx, id),
    row.state === "receiving" ? listParts(ctx.sql, id) : [],
    inspection && (mapping ?? suggestUploadMapping(ctx, ctx.actor.id, inspection)),
    inspection && findMemory(ctx, ctx.actor.id, inspection),
  ]);
  return {
    ...toUploadRow(row),
    inspection,
    mapping,
    suggestion,
    memory,
    targets,
    submission: uploadSubmission.safeParse(row.submission).data ?? null,
    // Written by the dry run, in this shape.
    preview: row.preview as UploadPreview | null,
    corrects,
    twins,
    revision: row.revision,
    lastEdit,
    parts: parts.map(({ n }) => n),
  };
}

const targetRow = z.object({
  n: z.number(),
  kind: uploadKind,
  account_id: z.string().nullable(),
  carrier: z.string().nullable(),
  label: z.string().nullable(),
  mode: z.enum(["live", "sandbox"]).nullable(),
  params: z.record(z.string(), z.string()),
  ready: z.number(),
});

async function listTargets(ctx: Context, uploadId: string): Promise<UploadTarget[]> {
  const targets = await queryRows(ctx.sql, targetRow)`
    SELECT t.n, t.kind, t.account_id, a.carrier, a.label, a.mode, t.params, t.ready
    FROM upload_target t LEFT JOIN carrier_account a ON a.id = t.account_id WHERE t.upload_id = ${uploadId} ORDER BY t.n`;
  return targets.map(({ n, kind, account_id, carrier, label, mode, params, ready }) => ({
    n,
    kind,
    accountId: account_id,
    accountName: carrier === null ? "Our own data" : `${findCarrier(carrier)?.label ?? carrier} · ${label ?? ""}`,
    mode,
    params,
    rows: ready,
  }));
}

async function findCorrected({ db }: Context, id: string | null): Promise<UploadView["corrects"]> {
  return id === null ? null : db.upload.findUnique({ where: { id }, select: { id: true, ref: true, name: true } });
}

async function listTwins({ db }: Context, id: string, sha256: string | null): Promise<UploadView["twins"]> {
  if (sha256 === null) return [];
  const rows = await db.upload.findMany({
    where: { sha256, id: { not: id } },
    select: { id: true, ref: true, name: true, createdAt: true, state: true },
    orderBy: { createdAt: "desc" },
    take: MAX_TWINS,
  });
  return rows.map(({ createdAt, state, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    state: uploadState.parse(state),
  }));
}

async function findLastEdit({ db }: Context, id: string): Promise<UploadView["lastEdit"]> {
  const row = await db.uploadEdit.findFirst({
    where: { uploadId: id, undoneAt: null },
    select: { revision: true, label: true, at: true, actor: { select: { name: true } } },
    orderBy: { revision: "desc" },
  });
  return (
    row && { revision: row.revision, label: row.label, at: row.at.toISOString(), personName: row.actor?.name ?? null }
  );
}
