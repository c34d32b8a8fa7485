import { timingSafeEqual } from "node:crypto";
import { z, ZodError } from "zod";
import { describeChanges, makeChange } from "./changes";
import { type Exchange, readJson, type Reply, replyJson } from "./exchange";
import { tenDigits, toTenDigits } from "./fields";
import { type LedgerFilter } from "./ledger";
import { type World } from "./world";

/** The control API, JSON in and out; the README lists the calls. `adminKey` null: open. */
export function createAdmin(world: World, adminKey: string | null): (exchange: Exchange) => Promise<Reply> {
  return async (exchange) => {
    if (!isAdmin(exchange, adminKey)) return replyJson(401, { error: "x-admin-key is missing or wrong" });
    const [noun = "", id] = exchange.path.split("/").slice(2);
    const call = CALLS[`${exchange.method} ${noun}`];
    if (!call) return replyJson(404, { error: "The control API has no such call." });
    try {
      return await call(world, exchange, id);
    } catch (error) {
      if (error instanceof ZodError)
        return replyJson(400, { error: z.prettifyError(error), fields: listFields(error) });
      throw error;
    }
  };
}

type Call = (world: World, exchange: Exchange, id: string | undefined) => Reply | Promise<Reply>;

const CALLS: Readonly<Record<string, Call>> = {
  "GET description": (world) => replyJson(200, describe(world)),
  "GET settings": (world) => replyJson(200, world.settings),
  "PUT settings": (world, exchange) => replyJson(200, world.changeSettings(readBody(exchange))),
  "GET faults": (world) => replyJson(200, listFaults(world)),
  "POST faults": (world, exchange) => {
    const rule = world.addFault(readBody(exchange));
    return replyJson(201, { ...rule, ...world.faults.describe(rule) });
  },
  "DELETE faults": (world, _exchange, id) => {
    world.commitFaults({ remove: id ?? "all" });
    return replyJson(200, listFaults(world));
  },
  "GET outcomes": (world) => replyJson(200, listOutcomes(world)),
  "PUT outcomes": (world, exchange) => replyJson(200, { set: world.setOutcomes(readBody(exchange)) }),
  "DELETE outcomes": (world, exchange) => {
    world.dropOutcomes(readDrop(exchange));
    return replyJson(200, listOutcomes(world));
  },
  "GET ledger": (world, exchange, part) => {
    world.settle();
    return replyJson(200, readLedger(exchange, part, world));
  },
  "GET stats": (world) => replyJson(200, world.stats.list()),
  "DELETE stats": (world) => {
    world.stats.clear();
    return replyJson(200, []);
  },
  "GET clock": (world) => replyJson(200, { now: world.clock.now() }),
  "POST clock": (world, exchange) => {
    world.advance(z.strictObject({ advanceMs: z.number().positive() }).parse(readBody(exchange)).advanceMs);
    return replyJson(200, { now: world.clock.now() });
  },
  "POST reset": (world, { query }) => {
    world.reset(query.get("settings") === "true");
    return replyJson(200, { reset: true });
  },
  "POST expire-tokens": (world) => {
    world.expireTokens();
    return replyJson(200, { expired: true });
  },
  "POST changes": (world, exchange) => replyJson(200, { changed: makeChange(world, readBody(exchange)) }),
  "POST inbound": deliverInbound,
  "POST seed": (world, exchange) => {
    world.seed(
      z
        .partialRecord(z.enum(world.running.map(({ definition }) => definition.id)), z.unknown())
        .parse(readBody(exchange)),
    );
    return replyJson(200, { seeded: true });
  },
};

/** All that forms need: carriers with their outcomes and endpoints, kinds of faults, and settings. */
function describe({ running, outcomes, faults, settingsStore }: World) {
  return {
    carriers: running.map(({ definition, simulation }) => {
      const { id, label, endpoints, envelopes } = definition;
      return {
        id,
        label,
        endpoints: Object.entries(endpoints).map(([value, name]) => ({ value, label: name })),
        envelopes,
        outcomes: outcomes.describeChoices(id),
        changes: describeChanges({ definition, simulation }),
        deliversInbound: simulation.deliverInbound !== undefined,
      };
    }),
    faults: faults.describeKinds(),
    settings: settingsStore.describe(),
  };
}

const listFaults = ({ faults }: World) => faults.list().map((rule) => ({ ...rule, ...faults.describe(rule) }));
const listOutcomes = ({ outcomes }: World) => outcomes.list().map((row) => ({ ...row, label: outcomes.describe(row) }));

/** Throws on text that is not JSON, in the same way as a wrong field does. */
function readBody(exchange: Exchange): unknown {
  const value = readJson(exchange.body);
  return z.custom((given) => given !== undefined, "The body is not JSON.").parse(value);
}

/** Messages by path, without the places in a list: `fault.status`. */
function listFields({ issues }: ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const name = path.filter((step) => typeof step === "string").join(".");
    if (name !== "") fields[name] = [...(fields[name] ?? []), message];
  }
  return fields;
}

const dropQuery = z.object({ carrier: z.string(), number: z.string() });

function readDrop({ query }: Exchange): Parameters<World["dropOutcomes"]>[0] {
  if (!query.has("number") && !query.has("carrier")) return "all";
  const { carrier, number } = dropQuery.parse(Object.fromEntries(query));
  return [{ carrier, key: toTenDigits(number) ?? number }];
}

const inboundInput = z.strictObject({
  carrier: z.string(),
  to: tenDigits,
  from: z.string().default("+13233326955"),
  text: z.string().default("Example"),
  id: z.string().optional(),
  duplicates: z.number().int().min(0).default(0),
  delayMs: z.number().min(0).default(0),
});

/** Delivers an inbound SMS to the address registered for the number and reports how every attempt ended. */
async function deliverInbound(world: World, exchange: Exchange): Promise<Reply> {
  const { carrier, ...sms } = inboundInput.parse(readBody(exchange));
  const found = world.running.find(({ definition }) => definition.id === carrier);
  const attempts = await found?.simulation.deliverInbound?.(sms);
  if (!attempts) return replyJson(404, { error: "No callback address is set for this number." });
  return replyJson(200, { attempts });
}

const ledgerQuery = z.object({
  carrier: z.string().optional(),
  kind: z.string().optional(),
  number: z.string().optional(),
  reference: z.string().optional(),
  after: z.coerce.number().optional(),
  limit: z.coerce.number().int().positive().default(1000),
});

/** `/ledger`: entries; `/ledger/counts`, `/ledger/duplicates`: per number and reference; `/ledger/summary`: per kind. */
function readLedger(exchange: Exchange, part: string | undefined, { journal: { ledger }, running }: World): unknown {
  const query = ledgerQuery.parse(Object.fromEntries(exchange.query));
  const filter: LedgerFilter = { ...query, number: query.number && (toTenDigits(query.number) ?? query.number) };
  if (part === "counts") return ledger.listCounts(filter);
  if (part === "summary") return ledger.summarize();
  if (part !== "duplicates") return ledger.list(filter);
  const isOnce = (carrier: string, kind: string) =>
    running.some(({ definition: { id, oncePerReference } }) => id === carrier && oncePerReference.includes(kind));
  return ledger
    .listDuplicates(filter)
    .map((row) => ({ ...row, isCertain: row.reference !== undefined && isOnce(row.carrier, row.kind) }));
}

function isAdmin(exchange: Exchange, adminKey: string | null): boolean {
  if (adminKey === null) return true;
  const given = Buffer.from(String(exchange.headers["x-admin-key"] ?? ""));
  const expected = Buffer.from(adminKey);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
