import "server-only";
import { z } from "zod";
import { CarrierError, type Messaging } from "@/lib/carriers/carrier";
import { withTrace } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { recordAudit } from "@/lib/db/record-audit";
import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { openMessaging } from "./list-applications";

const checkAddress = (text: string, issues: z.RefinementCtx<string>) => {
  const unsafe = text === "" ? null : explainUnsafeAddress(text);
  if (unsafe !== null) issues.addIssue({ code: "custom", message: `It ${unsafe}.` });
};

export const applicationForm = z.object({
  accountId: z.uuid(),
  name: z.string().trim().min(1, "Give it a name.").max(100, "At most 100 characters."),
  incomingMessageUrl: z.string().trim().min(1, "Expected an address like https://…").superRefine(checkAddress),
  callbackHttpMethod: z.enum(["POST", "GET"]),
  /** Blank: none. */
  incomingMessageFallbackUrl: z.string().trim().superRefine(checkAddress).default(""),
  /** Milliseconds that the carrier waits for an answer; blank: its own default, 10,000. */
  incomingMessageUrlCallbackTimeout: z
    .union([z.literal(""), z.coerce.number().int().min(1).max(10_000)], "Expected 1 to 10,000 milliseconds.")
    .default(""),
});
export type ApplicationForm = z.input<typeof applicationForm>;

/** `isExisting`: the carrier had one of this name and address already, which serves. */
export type CreatedApplication = { id: string; isExisting: boolean };

/**
 * Makes an application at the carrier. The intent is in the audit before the call leaves. An equal one that is there already, be it
 * from a second click or from a call whose answer was lost, is taken instead of a second one.
 * Errors: NOT_FOUND, INVALID_INPUT (no messaging there), CarrierError.
 */
export async function createApplication(ctx: Context, form: ApplicationForm): Promise<CreatedApplication> {
  const messaging = await openMessaging(ctx, form.accountId);
  const { name, incomingMessageUrl, callbackHttpMethod } = form;
  const { incomingMessageFallbackUrl: fallback, incomingMessageUrlCallbackTimeout: timeout } =
    applicationForm.parse(form);
  const record = (action: string, summary: string, after: Record<string, unknown>) =>
    recordAudit(ctx.db, ctx.actor, { action, entityType: "account", entityId: form.accountId, summary, after });
  return withTrace({ actorId: ctx.actor.id, isUrgent: true }, async () => {
    const known = await findEqual(messaging, form);
    if (known !== null) return { id: known, isExisting: true };
    const wanted = {
      name,
      incomingMessageUrl,
      callbackHttpMethod,
      ...(fallback !== "" && { incomingMessageFallbackUrl: fallback }),
      ...(timeout !== "" && { incomingMessageUrlCallbackTimeout: timeout }),
    };
    await record("application.requested", `Application “${name}” asked for`, wanted);
    try {
      const { id } = await messaging.createApplication(wanted);
      await record("application.created", `Application “${name}” made (${id})`, { ...wanted, id });
      return { id, isExisting: false };
    } catch (error) {
      const id = await settleLost(messaging, form, error);
      if (id === null) throw error;
      await record(
        "application.created",
        `Application “${name}” made (${id}); its answer was lost, a reading found it`,
        {
          ...wanted,
          id,
        },
      );
      return { id, isExisting: false };
    }
  });
}

async function findEqual(messaging: Messaging, { name, incomingMessageUrl }: ApplicationForm): Promise<string | null> {
  const found = (await messaging.listApplications()).items.find(
    (one) => one.name === name && one.incomingMessageUrl === incomingMessageUrl,
  );
  return found?.id ?? null;
}

/** A call whose answer was lost may have had its effect: only a reading tells. */
async function settleLost(messaging: Messaging, form: ApplicationForm, error: unknown): Promise<string | null> {
  if (!(error instanceof CarrierError) || !error.mayHaveHappened) return null;
  return findEqual(messaging, form).catch(() => null);
}
