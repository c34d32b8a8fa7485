import { getRuntime } from "@/lib/auth/runtime";
import { publicHandler } from "@/lib/public-handler";
import { checkHealth } from "@/lib/services/health/check-health";

/** For monitors: 200 when the database answers, 503 when not. Tells nothing that is secret, so it asks for no sign-in. */
export const GET = publicHandler("no secrets", async () => {
  const health = await checkHealth(getRuntime().database);
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
});
