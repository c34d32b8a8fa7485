import { getRuntime } from "@/lib/auth/runtime";
import { checkHealth } from "@/lib/services/health/check-health";

/** For monitors: 200 when the database answers, 503 when not. Tells nothing that is secret, so it asks for no sign-in. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(getRuntime().database);
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
}
