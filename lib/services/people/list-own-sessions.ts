import type { Context } from "@/lib/context";
import { whereOpen } from "./session-life";

export type OwnSession = {
  id: string;
  isPresent: boolean;
  /** The browser and system, as a label. */
  device: string;
  address: string | null;
  createdAt: string;
  seenAt: string;
};

/** One's own open sessions, the latest used first. Instants are ISO 8601. */
export async function listOwnSessions(ctx: Context): Promise<OwnSession[]> {
  const sessions = await ctx.db.session.findMany({
    where: { personId: ctx.actor.id, ...whereOpen(ctx.now()) },
    orderBy: { seenAt: "desc" },
    take: 50,
  });
  return sessions.map((session) => ({
    id: session.id,
    isPresent: session.id === ctx.actor.sessionId,
    device: describeDevice(session.userAgent),
    address: session.address,
    createdAt: session.createdAt.toISOString(),
    seenAt: session.seenAt.toISOString(),
  }));
}

// Order matters: Edge and Opera call themselves Chrome as well, and Chrome calls itself Safari.
const BROWSERS = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
] as const;

function describeDevice(userAgent: string | null): string {
  const find = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  const browser = find(BROWSERS);
  const system = find(SYSTEMS);
  if (!browser) return system ?? "Unknown device";
  return system ? `${browser} on ${system}` : browser;
}
