import { startSandboxes } from "./start-sandboxes";

const { SANDBOX_DIR, SANDBOX_PORT, SANDBOX_ADMIN_KEY, SANDBOX_CALLBACKS_TO, ALLOW_PRIVATE_CARRIER_HOSTS } = process.env;

try {
  const sandboxes = await startSandboxes({
    dataDir: SANDBOX_DIR || null,
    port: Number(SANDBOX_PORT || 0),
    adminKey: SANDBOX_ADMIN_KEY || undefined,
    callbacksTo: SANDBOX_CALLBACKS_TO || undefined,
    allowPrivateHosts: ALLOW_PRIVATE_CARRIER_HOSTS === "true" || ALLOW_PRIVATE_CARRIER_HOSTS === "1",
  });
  const stop = () => void sandboxes.close().finally(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const ready = { type: "ready", url: sandboxes.url, urls: sandboxes.urls };
  if (process.send) {
    process.once("disconnect", stop);
    process.send(ready);
  } else {
    process.stdout.write(`${JSON.stringify(ready)}\n`);
  }
} catch (error) {
  process.stderr.write(`The sandbox carriers could not start: ${error instanceof Error ? error.message : "?"}\n`);
  process.exit(1);
}
