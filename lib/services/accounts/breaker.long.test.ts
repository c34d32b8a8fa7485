import { afterAll, expect, it } from "vitest";
import { startBreakerWorker } from "@/lib/test/breaker-worker";
import { createTestWorld, numbersFrom, waitFor, waitUntilSettled } from "@/lib/test/world";

const world = await createTestWorld();
const breaker = await startBreakerWorker(world, 100);
afterAll(async () => {
  await breaker?.stop();
  await world.close();
});

it.each([
  ["hangs", "2125551000", { kind: "hang" }],
  ["answers 500 to everything", "2125551100", { kind: "status", status: 500 }],
  ["sends a byte a second", "2125551200", { kind: "slowBody", bytesPerSecond: 1 }],
] as const)(
  "a carrier that %s is paused within 10 s, and resumes by itself within 30 s",
  async (_how, first, fault) => {
    world.sandboxes.addFault({ carrier: "intelepeer", fault });
    const id = await world.place("sms-enable", "intelepeer", numbersFrom(first, 30));
    const started = Date.now();
    await waitFor("the account to be held back", () => breaker.findPause());
    expect(Date.now() - started).toBeLessThan(10_000);
    world.sandboxes.removeFault("all");
    const recovered = Date.now();
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 30 });
    expect(Date.now() - recovered).toBeLessThan(30_000);
    await breaker.reset();
  },
);
