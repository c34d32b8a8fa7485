import { z } from "zod";
import {
  type Carrier,
  CarrierError,
  defineCarrier,
  requireDocumented,
  requireSettings,
  settingAddress,
  settingText,
  trimSlashes,
} from "@/lib/carriers/carrier";
import { decodeJson } from "@/lib/carriers/decode";
import type { CarrierHttp } from "@/lib/carriers/http";
import type { PhoneNumber } from "@/lib/domain/phone-number";

const GROUP = "api";

const settings = z
  .object({ TOY_URL: settingAddress(), TOY_KEY: settingText() })
  .superRefine((values, issues) => requireSettings(values, ["TOY_URL", "TOY_KEY"], "give address and key", issues));

const state = z.object({ number: z.string(), state: z.enum(["off", "working", "on", "failed"]) });
const FINDINGS = { off: "absent", working: "working", on: "done", failed: "refused" } as const;
const refusal = z.object({ code: z.string(), error: z.string() });

function readRefusal(body: string) {
  try {
    return refusal.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** A fourth carrier as small as one can be: it turns SMS on, and says how far it is. */
export const toyCarrier = defineCarrier({
  id: "toy",
  label: "Toy",
  settings,
  secrets: ["TOY_KEY"],
  userNames: [],
  credentials: ["TOY_KEY"],
  endpointGroups: { [GROUP]: { label: "All calls", perSecond: 50, burst: 1 } },
  capabilities: ["sms-enable"],
  describeError: () => null,
  connect: ({ TOY_URL = "", TOY_KEY = "" }, http) => connect(trimSlashes(TOY_URL), TOY_KEY, http),
});

function connect(base: string, key: string, http: CarrierHttp): Carrier {
  const send = (method: "GET" | "POST", number: string) =>
    http.send({
      group: GROUP,
      method,
      url: `${base}/numbers/${number.slice(2)}`,
      headers: { authorization: `Bearer ${key}`, accept: "application/json" },
      isRead: method === "GET",
    });

  async function readOne(number: PhoneNumber) {
    const reply = await send("GET", number);
    const { status, callId } = reply;
    if (status >= 400)
      throw new CarrierError(status === 401 ? "auth" : "rejected", `HTTP ${status}`, { status, callId });
    const raw = decodeJson(state, reply, { isWrite: false });
    const smsState = raw.state === "on" ? "provisioned" : "none";
    return { number, finding: FINDINGS[raw.state], facts: { smsState }, message: raw.state, raw, callId } as const;
  }

  async function writeOne(number: PhoneNumber) {
    const reply = await send("POST", number);
    if (reply.status >= 400) {
      const { code, error } = readRefusal(reply.body) ?? { code: String(reply.status), error: reply.body };
      return { type: "failed", code, message: error, isRetryable: false } as const;
    }
    requireDocumented(reply, { statuses: [202], type: "json" });
    return { type: "accepted", raw: decodeJson(state, reply, { isWrite: true }) } as const;
  }

  return {
    programs: {
      "sms-enable": {
        group: GROUP,
        writeSize: 1,
        readSize: 1,
        requiresPrecheck: false,
        pollDelays: [0.1],
        maxWaitSeconds: 60,
        absentReadsToResend: 1,
        expectedWithin: 60,
        params: z.object({}),
        write: async ({ numbers }) => {
          const outcomes = new Map<PhoneNumber, Awaited<ReturnType<typeof writeOne>>>();
          for (const number of numbers) outcomes.set(number, await writeOne(number));
          return { outcomes, rest: { type: "unclear", message: "Not sent." } };
        },
        read: async ({ numbers }) => ({ readings: await Promise.all(numbers.map(readOne)) }),
      },
    },
    probe: async () => void (await send("GET", "+12015550100").then(refuseCredentials)),
  };
}

function refuseCredentials({ status, callId }: { status: number; callId: string }): void {
  if (status === 401) throw new CarrierError("auth", "Unauthorized", { status, callId });
}
