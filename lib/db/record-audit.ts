import type { Actor } from "@/lib/context";
import type { DbTransaction } from "./client";
import { Prisma } from "@/lib/db/generated/client";
import type { SqlRunner } from "@/lib/jobs/queue";

/** Plain JSON values of a row; never secrets, the audit keeps what it is given forever. */
export type AuditValues = Readonly<Record<string, unknown>>;

/** Who did it; `visitor` is the e-mail address that someone gave who is not signed in. */
export type AuditActor = Actor | "system" | { visitor: string };

export type AuditEntry = {
  /** `noun.verb-in-past`, such as `order.submitted`. */
  action: string;
  entityType: string;
  entityId: string;
  /** One sentence for a person. */
  summary: string;
  reason?: string;
  before?: AuditValues;
  after?: AuditValues;
};

/**
 * Writes one audit event in the caller's transaction, so that neither the change nor its record exists without the other.
 * The database numbers and hash-chains it; under its lock, so record it last in the transaction.
 */
export async function recordAudit(tx: DbTransaction, actor: AuditActor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      ...describeActor(actor),
      action: entry.action,
      entityType: entry.entityType,
      entityId: entry.entityId,
      summary: entry.summary,
      reason: entry.reason ?? null,
      before: toJson(entry.before),
      after: toJson(entry.after),
    },
    select: { seq: true },
  });
}

function describeActor(actor: AuditActor): { actorId: string | null; actorLabel: string } {
  if (actor === "system") return { actorId: null, actorLabel: "Tandem" };
  if ("visitor" in actor) return { actorId: null, actorLabel: `Not signed in (${actor.visitor})` };
  return { actorId: actor.id, actorLabel: `${actor.name} <${actor.email}>` };
}

function toJson(values: AuditValues | undefined): Prisma.InputJsonObject | typeof Prisma.DbNull {
  if (values === undefined) return Prisma.DbNull;
  // Dates and undefined members become what JSON makes of them, as a reader of the column would see.
  return JSON.parse(JSON.stringify(values)) as Prisma.InputJsonObject;
}

/** The same for verbs that write in plain SQL: the event goes into the transaction of `client`. */
export async function recordAuditSql(client: SqlRunner, actor: AuditActor, entry: AuditEntry): Promise<void> {
  const { actorId, actorLabel } = describeActor(actor);
  const toText = (values: AuditValues | undefined) => (values === undefined ? null : JSON.stringify(values));
  await client.query(
    `INSERT INTO audit_event (actor_id, actor_label, action, entity_type, entity_id, summary, reason, before, after)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      actorId,
      actorLabel,
      entry.action,
      entry.entityType,
      entry.entityId,
      entry.summary,
      entry.reason ?? null,
      toText(entry.before),
      toText(entry.after),
    ],
  );
}
