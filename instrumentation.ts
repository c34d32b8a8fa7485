import type {} from "@/lib/server/callback-front";

/**
 * Run by Next when its server starts. Hands the callbacks' route to the web server, which answers carriers without the framework's
 * request handling (lib/server/callback-front.ts) and with the very modules that the framework loaded.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs")
    globalThis.tandemCallbacks = await import("@/app/api/callbacks/[carrier]/[key]/route");
}
