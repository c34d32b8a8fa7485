import { timingSafeEqual } from "node:crypto";
import { z, ZodError } from "zod";
import { CARRIERS, type Exchange, readJson, type Reply, replyJson, toTenDigits } from "../core/exchange";
import { type AdminAnswer } from "../core/http-front";
import { type LedgerFilter } from "../core/ledger";
import { type World } from "../core/world";
import { type PlayedCarriers } from "../play-carriers";
import { deliverInboundSms } from "./inbound";
import { seedSandbox } from "./seed";

export interface AdminOptions {
  adminKey: string | null;
  callbacksTo: string | null;
}

/** The administration, JSON in and out; the README lists the calls. */
export function answerAdmin(world: World, played: PlayedCarriers, options: AdminOptions): AdminAnswer {
  return async (exchange) => {
    if (!isAdmin(exchange, options.adminKey)) return replyJson(401, { error: "x-admin-key is missing or wrong" });
    try {
      return await route(exchange, world, played, options);
    } catch (error) {
      if (error instanceof ZodError) return replyJson(400, { error: z.prettifyError(error) });
      throw error;
    }
  };
}

async function route(exchange: Exchange, world: World, played: PlayedCarriers, options: AdminOptions): Promise<Reply> {
  const [noun = "", id] = exchange.path.split("/").slice(2);
  const body = () => readBody(exchange);
  switch (`${exchange.method} ${noun}`) {
    case "GET settings":
      return replyJson(200, world.settings);
    case "PUT settings":
      return replyJson(200, world.changeSettings(body()));
    case "GET faults":
      return replyJson(200, world.faults.list());
    case "POST faults":
      return replyJson(201, world.addFault(body()));
    case "DELETE faults":
      world.removeFault(id ?? "all");
      return replyJson(200, world.faults.list());
    case "GET outcomes":
      return replyJson(200, world.outcomes.list());
    case "PUT outcomes":
      return replyJson(200, { set: world.setOutcomes(body()) });
    case "DELETE outcomes":
      world.dropOutcomes(readDrop(exchange));
      return replyJson(200, world.outcomes.list());
    case "GET ledger":
      played.settle();
      return replyJson(200, readLedger(exchange, id, world));
    case "GET stats":
      return replyJson(200, world.stats.list());
    case "DELETE stats":
      world.stats.clear();
      return replyJson(200, []);
    case "POST reset":
      world.reset(exchange.query.get("settings") === "true");
      return replyJson(200, { reset: true });
    case "POST expire-tokens":
      played.intelepeer.expireTokens();
      return replyJson(200, { expired: true });
    case "POST inbound":
      return deliverInboundSms(body(), played, options.callbacksTo);
    case "POST seed":
      seedSandbox(played, body());
      return replyJson(200, { seeded: true });
    default:
      return replyJson(404, { error: "The sandbox's administration has no such call." });
  }
}

/** Throws on text that is not JSON, in the same way as a wrong field does. */
function readBody(exchange: Exchange): unknown {
  const value = readJson(exchange.body);
  return z.custom((given) => given !== undefined, "The body is not JSON.").parse(value);
}

const dropQuery = z.object({ carrier: z.enum(CARRIERS), number: z.string() });

function readDrop({ query }: Exchange): Parameters<World["dropOutcomes"]>[0] {
  if (!query.has("number") && !query.has("carrier")) return { drop: "all" };
  const { carrier, number } = dropQuery.parse(Object.fromEntries(query));
  return { drop: [{ carrier, key: toTenDigits(number) ?? number }] };
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
function readLedger(exchange: Exchange, part: string | undefined, world: World): unknown {
  const query = ledgerQuery.parse(Object.fromEntries(exchange.query));
  const filter: LedgerFilter = { ...query, number: query.number && (toTenDigits(query.number) ?? query.number) };
  const { ledger } = world.journal;
  if (part === "counts") return ledger.listCounts(filter);
  if (part === "duplicates") return ledger.listDuplicates(filter);
  if (part === "summary") return ledger.summarize();
  return ledger.list(filter);
}

function isAdmin(exchange: Exchange, adminKey: string | null): boolean {
  if (adminKey === null) return true;
  const given = Buffer.from(String(exchange.headers["x-admin-key"] ?? ""));
  const expected = Buffer.from(adminKey);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
