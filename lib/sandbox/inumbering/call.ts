import { type Exchange, readJsonObject, type Reply } from "../core/exchange";
import { type InumberingWorld } from "./settings";
import { credentials } from "./credentials";
import { refuse } from "./envelope";
import { type InumberingEvent, type InumberingMemory } from "./memory";

export interface InumberingDeps {
  world: InumberingWorld;
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
  if (key !== credentials.apikey) return refuse(deps.world, 401, "Unauthorized");
  return { ...deps, body, at: exchange.at };
}

/** What an administrator set for the number, else what its last four digits decide. */
export function readOutcome(world: InumberingWorld, number: string): string | null {
  const set = world.outcomeOf(number);
  if (set !== null) return typeof set === "string" ? set : "taken";
  return world.settings.inumbering.defaultRules ? (LAST_FOUR[number.slice(6)] ?? null) : null;
}

const LAST_FOUR: Readonly<Record<string, string>> = { "0408": "never-listed", "0409": "taken" };
