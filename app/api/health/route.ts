import { getRuntime } from "@/lib/auth/runtime";
import { publicHandler } from "@/lib/public-handler";
import { checkHealth } from "@/lib/services/health/check-health";

/** For monitoring: 200 if the database responds, else 503. Reveals nothing, so it needs no sign-in. */
export const GET = publicHandler("no secrets", async () => {
  const health = await checkHealth(getRuntime().database);
  return Response.json(health, {
    status: health.status === "ok" ? 200 : 503,
    headers: { "Cache-Control": "no-store" },
  });
});
