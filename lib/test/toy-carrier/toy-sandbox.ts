import { z } from "zod";
import { type Exchange, type Reply, replyJson } from "@/lib/sandbox/core/exchange";
import { defineFault } from "@/lib/sandbox/core/fault-kind";
import { limit, seconds, tenDigits, text } from "@/lib/sandbox/core/fields";
import { Memory } from "@/lib/sandbox/core/memory";
import { defineSandbox, type SandboxWorld, type SettingsOf } from "@/lib/sandbox/sandbox";

const PREFIX = "/toy";
const credentials = { key: "sandbox-toy-key" } as const;
const settings = { toy: { title: "Toy", fields: { processingMs: seconds("State working lasts", 1000) } } } as const;

type ToyEvent = { numbers: string[]; from: number; isOrdered: boolean };

class ToyMemory extends Memory<ToyEvent> {
  readonly name = "toy";
  /** Ten digits to when SMS is on. */
  readonly onFrom = new Map<string, number>();

  apply({ numbers, from }: ToyEvent): void {
    for (const number of numbers) this.onFrom.set(number, from);
  }

  override effectsOf({ numbers, isOrdered }: ToyEvent) {
    return isOrdered ? numbers.map((number) => ({ kind: "sms.enable", number })) : [];
  }
}

/** The toy carrier, simulated: everything about it, and so every form of it, is in this file. */
export const toySandbox = defineSandbox({
  id: "toy",
  label: "Toy",
  urls: { toy: PREFIX },
  credentials,
  echoed: { userNames: [], secrets: [credentials.key] },
  accountSettings: (urls) => ({ TOY_URL: urls.toy, TOY_KEY: credentials.key }),
  settings,
  limits: { toy: limit("All calls", { requests: 100, windowMs: 1000, burst: null }) },
  endpoints: { "POST numbers": "Turn SMS on", "GET numbers": "Read the SMS state" },
  envelopes: ["empty"],
  outcomes: [
    { value: "failed", label: "Fails", meaning: "Accepted, then the state becomes failed." },
    {
      value: "refused",
      label: "Refused with",
      meaning: "Refused with a code of your choice.",
      detail: {
        fields: { code: text("Code", "", { initial: "T-1", pattern: /^T-\d$/, hint: "A code such as T-1." }) },
        read: ({ code = "" }) => code,
        pattern: /^T-/,
      },
    },
  ],
  faults: [
    defineFault({
      kind: "toyShout",
      title: "Answer in capitals",
      meaning: "The carrier acts; its answer is in capitals.",
      fields: {},
      spoil: (_fault, reply) => ({ ...reply, body: reply.body.toUpperCase() }),
    }),
  ],
  oncePerReference: [],
  seed: z.strictObject({ on: z.array(tenDigits) }),
  simulate(world) {
    const memory = new ToyMemory();
    const commit = world.remember(memory);
    return {
      apis: [
        {
          prefix: PREFIX,
          groupOf: () => "numbers",
          limitOf: () => "toy",
          answer: (exchange) => answer(exchange, world, memory, commit),
          limited: () => replyJson(429, { code: "T-429", error: "Too many requests" }, { "retry-after": "1" }),
          formatError: (_exchange, { status, code, text: error }) => replyJson(status, { code, error }),
        },
      ],
      seed: ({ on }) => commit({ numbers: on, from: 0, isOrdered: false }),
    };
  },
});

function answer(
  { method, path, headers, at }: Exchange,
  { settings: { toy }, outcomeOf }: SandboxWorld<SettingsOf<typeof settings>>,
  { onFrom }: ToyMemory,
  commit: (event: ToyEvent) => void,
): Reply {
  if (headers.authorization !== `Bearer ${credentials.key}`)
    return replyJson(401, { code: "T-401", error: "No access" });
  const number = path.split("/").at(-1) ?? "";
  const outcome = outcomeOf(number);
  if (method === "POST") {
    if (typeof outcome === "string" && outcome.startsWith("T-"))
      return replyJson(422, { code: outcome, error: "Refused" });
    commit({ numbers: [number], from: at + toy.processingMs, isOrdered: true });
    return replyJson(202, { number, state: "working" });
  }
  const from = onFrom.get(number);
  if (from === undefined) return replyJson(200, { number, state: "off" });
  return replyJson(200, { number, state: at < from ? "working" : outcome === "failed" ? "failed" : "on" });
}
