import { type Exchange, readJsonObject, type Reply } from "../core/exchange";
import { type World } from "../core/world";
import { SANDBOX_CREDENTIALS } from "../credentials";
import { refuse } from "./envelope";
import { type InumberingEvent, type InumberingMemory } from "./inumbering-memory";

export interface InumberingDeps {
  world: World;
  memory: InumberingMemory;
  commit: (event: InumberingEvent) => void;
}

/** One authorized call with its JSON object. */
export interface InumberingCall extends InumberingDeps {
  body: Record<string, unknown>;
  at: number;
}

/** Bearer or `apikey` in the body; "if both are present, the header takes precedence". */
export function readCall(exchange: Exchange, deps: InumberingDeps): InumberingCall | Reply {
  const body = readJsonObject(exchange.body);
  if (!body) return refuse(deps.world, 400, "Invalid JSON");
  const bearer = /^Bearer\s+(.*)$/i.exec(exchange.headers.authorization ?? "")?.[1]?.trim();
  const key = bearer ?? body.apikey;
  if (key === undefined || key === "") return refuse(deps.world, 400, "Field Required: apikey");
  if (key !== SANDBOX_CREDENTIALS.inumbering.apikey) return refuse(deps.world, 401, "Unauthorized");
  return { ...deps, body, at: exchange.at };
}

/** The fate of a number: what an administrator set, else the documented last-four rules. */
export function fateOf(world: World, number: string): string | null {
  const set = world.outcomes.find("inumbering", number);
  if (set !== null) return typeof set === "string" ? set : "taken";
  return world.settings.inumbering.defaultRules ? (LAST_FOUR[number.slice(6)] ?? null) : null;
}

const LAST_FOUR: Readonly<Record<string, string>> = { "0408": "never-listed", "0409": "taken" };
