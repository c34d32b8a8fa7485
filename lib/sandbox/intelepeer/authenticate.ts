import { randomBytes } from "node:crypto";
import { type Exchange, readJsonObject, type Reply, replyJson } from "../core/exchange";
import { credentials } from "./credentials";
import { type IntelepeerEvent, type IntelepeerMemory } from "./memory";
import { type IntelepeerWorld } from "./settings";

/** POST /authenticate: `{username, password}` → `{token}`. */
export function authenticate(
  exchange: Exchange,
  world: IntelepeerWorld,
  commit: (event: IntelepeerEvent) => void,
): Reply {
  const body = readJsonObject(exchange.body);
  const { username, password } = credentials;
  if (body?.username !== username || body.password !== password) return replyUnauthorized("code-error");
  const token = `sandbox.${randomBytes(24).toString("base64url")}`;
  commit({ kind: "token", token, until: exchange.at + world.settings.intelepeer.tokenLifetimeMs });
  return replyJson(200, { token });
}

/** Null when the caller may pass. The page's header lost its prefix, so `Bearer <token>` and the bare token both pass. */
export function refuseCaller(exchange: Exchange, world: IntelepeerWorld, memory: IntelepeerMemory): Reply | null {
  const token = (exchange.headers.authorization ?? "").replace(/^Bearer\s+/i, "");
  if (token === credentials.token) return null;
  const until = memory.tokens.get(token);
  if (until !== undefined && exchange.at < until) return null;
  return replyUnauthorized(world.settings.intelepeer.unauthorizedShape);
}

function replyUnauthorized(shape: "code-error" | "detail" | "expired"): Reply {
  if (shape === "detail") return replyJson(401, { detail: "unauthorized" });
  if (shape === "expired") return replyJson(401, { error: "token has expired" });
  return replyJson(401, { code: 401, error: "Unauthorized" });
}
