import "server-only";
import { z } from "zod";
import type { Application, MessagingReads } from "@/lib/carriers/carrier";
import { withTrace } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { log } from "@/lib/log";

export type { Application } from "@/lib/carriers/carrier";

export const applicationsQuery = z.object({ accountId: z.uuid() });

/** The account's messaging applications, by name. Errors: NOT_FOUND, INVALID_INPUT (no messaging there), CarrierError. */
export async function listApplications(ctx: Context, { accountId }: { accountId: string }): Promise<Application[]> {
  const messaging = await openMessaging(ctx, accountId);
  const { items, oddCount } = await withTrace({ actorId: ctx.actor.id, isUrgent: true }, () =>
    messaging.listApplications(),
  );
  if (oddCount > 0) log.warn({ accountId, count: oddCount }, "entries of the carrier's applications could not be read");
  return items.toSorted((a, b) => a.name.localeCompare(b.name));
}

export async function openMessaging(ctx: Context, accountId: string): Promise<MessagingReads> {
  const { carrier, definition, label } = await ctx.carriers.open(accountId);
  if (carrier.messaging) return carrier.messaging;
  throw new AppError("INVALID_INPUT", `${definition.label} · ${label} has no messaging credentials.`);
}
