import { z } from "zod";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import {
  CarrierError,
  type Listing,
  type OrderProgram,
  type Reading,
  type RegisteredNumber,
  type WriteOutcome,
} from "../carrier";
import { describeBandwidthError } from "./errors";
import { isRegistered, type MessagingClient, NUMBERS_GROUP, readCreatedId, readRefusal } from "./messaging-client";
import type { DashboardAccess } from "./settings";

const params = z.object({ applicationId: z.string().trim().min(1, "Choose an application.") });
/** As in the page's example. */
const NAME = "text messaging TN";

/** Page, step 4 "Import Number": one number per call, with the dashboard credentials in the body. */
export function createRegisterProgram(client: MessagingClient, access: DashboardAccess): OrderProgram {
  async function writeOne(number: PhoneNumber, applicationId: string) {
    const reply = await client.call({
      group: NUMBERS_GROUP,
      method: "POST",
      path: "/phoneNumbers",
      body: {
        number,
        applicationId,
        name: NAME,
        provider: {
          providerName: "bandwidth-dashboard",
          properties: { accountId: access.accountId, userName: access.userName, password: access.password },
        },
      },
    });
    if (reply.status < 400) {
      const id = readCreatedId(reply, "phoneNumbers");
      return { id, outcome: confirm({ registrationState: "registered", applicationId }, { numberId: id }) };
    }
    const { code, message } = readRefusal(reply);
    return { id: undefined, outcome: toRefusal(reply.status, code, message) };
  }

  return {
    group: NUMBERS_GROUP,
    writeSize: 1,
    readSize: 1_000,
    requiresPrecheck: true,
    pollDelays: [2, 5, 15, 60],
    maxWaitSeconds: 3_600,
    absentReadsToResend: 1,
    expectedWithin: 3_600,
    params,
    async write({ numbers, params: input }) {
      const { applicationId } = params.parse(input);
      const outcomes = new Map<PhoneNumber, WriteOutcome>();
      let externalId: string | undefined;
      for (const number of numbers) {
        const { id, outcome } = await writeOne(number, applicationId);
        externalId ??= id;
        outcomes.set(number, outcome);
      }
      return { externalId, outcomes, rest: { type: "unclear", message: "Not sent." } };
    },
    async read({ numbers, params: input, step }) {
      const { applicationId } = params.parse(input);
      const { items, oddCount } = await listRegistered(client, applicationId);
      const registered = new Map(items.map((item) => [item.number, item]));
      // It may be one of the unreadable entries.
      const missing = step === "poll" || oddCount > 0 ? "unseen" : "absent";
      return {
        readings: numbers.map((number): Reading => {
          const found = registered.get(number);
          return found ? toReading(number, found) : { number, finding: missing };
        }),
      };
    },
  };
}

const confirm = (facts: ServiceFacts, raw: unknown, message?: string): WriteOutcome => ({
  type: "confirmed",
  facts,
  raw,
  message,
});

const REFUSALS = new Set([400, 401, 403, 404, 405, 413, 415, 422]);

function toRefusal(status: number, code: string, message: string): WriteOutcome {
  const raw = { status, code, message };
  // It is already registered; the response does not say to which application.
  if (status === 409 && code === "duplicate-number")
    return confirm({ registrationState: "registered" }, raw, `Already registered: ${message}`);
  if (!REFUSALS.has(status)) return { type: "unclear", code, message, raw };
  const isRetryable = describeBandwidthError(code, message)?.isRetryable ?? false;
  return { type: "failed", code, message, isRetryable, raw };
}

/** What the list of registered numbers says of one of them. */
export function toReading(number: PhoneNumber, found: RegisteredNumber): Reading {
  const facts: ServiceFacts = {
    registrationState: "registered",
    ...(found.applicationId !== null && { applicationId: found.applicationId }),
  };
  const raw = { id: found.id, numberState: found.state, applicationId: found.applicationId };
  if (isRegistered(found)) return { number, finding: "done", facts, raw };
  const message = `The carrier reports an undocumented number state: “${found.state?.slice(0, 80)}”.`;
  return { number, finding: "unclear", code: found.state?.slice(0, 40), message, raw };
}

/** If the application does not exist, the write's own rejection explains it best. */
async function listRegistered(client: MessagingClient, applicationId: string): Promise<Listing<RegisteredNumber>> {
  try {
    return await client.listRegistered(applicationId);
  } catch (error) {
    if (error instanceof CarrierError && error.carrierCode === "application-not-found")
      return { items: [], oddCount: 0 };
    throw error;
  }
}
