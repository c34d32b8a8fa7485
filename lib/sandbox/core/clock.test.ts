import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { bearer, call, openSandbox } from "../testing/open-sandbox";
import { Clock } from "./clock";

const HOUR = 3_600_000;

it("runs what is due, in the order of its time, and nothing else", () => {
  const clock = new Clock();
  const done: string[] = [];
  clock.after(2 * HOUR, () => done.push("second"));
  clock.after(HOUR, () => done.push("first"));
  clock.after(4 * HOUR, () => done.push("third"));
  clock.apply(3 * HOUR);
  expect(done).toEqual(["first", "second"]);
  clock.apply(5 * HOUR);
  expect(done).toEqual(["first", "second", "third"]);
  expect(clock.now() - Date.now()).toBeGreaterThan(4.9 * HOUR);
});

it("is moved by the control API, keeps its time across a restart and loses it by a reset", async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "tandem-clock-"));
  const first = await openSandbox(dataDir, { intelepeer: { provisioningMs: HOUR } });
  const body = { endpoints: ["+13031112222"] };
  await call("POST", `${first.urls.intelepeer}/my/did/sms/provision`, { body, headers: bearer });
  const move = (advanceMs: number) => call("POST", `${first.urls.admin}/clock`, { body: { advanceMs } });
  expect((await move(-1)).json).toMatchObject({ fields: { advanceMs: [expect.any(String)] } });
  const { now } = (await move(HOUR)).json as { now: number };
  expect(now).toBeGreaterThan(Date.now() + HOUR / 2);
  await first.close();

  const second = await openSandbox(dataDir);
  const url = `${second.urls.intelepeer}/my/did/sms/provision?endpoint=%2B13031112222`;
  expect((await call("GET", url, { headers: bearer })).text).toContain('"provisioned"');
  second.reset();
  const clock = (await call("GET", `${second.urls.admin}/clock`)).json as { now: number };
  expect(clock.now).toBeLessThan(Date.now() + HOUR / 2);
  await second.close();
  fs.rmSync(dataDir, { recursive: true });
});
