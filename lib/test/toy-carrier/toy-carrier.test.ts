import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RegisteredCarrier } from "@/lib/carriers/carrier";
import { CONTRACT_NUMBER, describeCarrier, describeWrites, runProgram } from "@/lib/carriers/contract";
import { CARRIERS } from "@/lib/carriers/registry";
import { toTenDigits } from "@/lib/domain/phone-number";
import { runWorker, type Worker } from "@/lib/jobs/run-worker";
import { SANDBOXES } from "@/lib/sandbox/registry";
import type { SandboxDefinition } from "@/lib/sandbox/sandbox";
import { call } from "@/lib/sandbox/testing/open-sandbox";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled, type TestWorld } from "../world";
import { toyCarrier } from "./toy-carrier";
import { toySandbox } from "./toy-sandbox";

/** The two lines that add a carrier with its simulated counterpart, taken out again afterwards. */
const carriers = CARRIERS as RegisteredCarrier[];
const sandboxes = SANDBOXES as unknown as SandboxDefinition[];

const json = (status: number, body: unknown) => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const open = (url: string, http: Parameters<typeof toyCarrier.open>[1]) =>
  toyCarrier.open({ TOY_URL: url, TOY_KEY: "0123456789abcdef" }, http);
const accepted = json(202, { number: "9199918388", state: "working" });

describeCarrier("toy", {
  open,
  secretValues: ["0123456789abcdef"],
  read: async ({ programs }) =>
    (await programs["sms-enable"]?.read({ numbers: [CONTRACT_NUMBER], params: {}, step: "poll" }))?.readings ?? [],
  write: runProgram("sms-enable"),
  found: json(200, { number: "9199918388", state: "on" }),
  surprise: json(200, { number: "9199918388", state: "sideways" }),
  unauthorized: json(401, { code: "T-401", error: "No access" }),
  accepted,
  refused: { ...json(422, { code: "T-1", error: "Not this number" }), code: "T-1", message: "Not this number" },
});

describeWrites("toy", { open, cases: [{ of: "sms-enable", run: runProgram("sms-enable"), documented: accepted }] });

describe("a fourth carrier with its simulated counterpart", () => {
  const HOUR = 3_600_000;
  let world: TestWorld;
  let worker: Worker;

  beforeAll(async () => {
    carriers.push(toyCarrier);
    sandboxes.push(toySandbox);
    world = await createTestWorld();
    worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
  });
  afterAll(async () => {
    await worker?.stop();
    await world?.close();
    carriers.splice(carriers.indexOf(toyCarrier), 1);
    sandboxes.splice(sandboxes.indexOf(toySandbox), 1);
  });

  const control = async (method: string, path: string, body?: unknown) =>
    (await call(method, `${world.sandboxes.urls.admin}/${path}`, { body })).json;

  it("carries out an order end to end, each number by its outcome", async () => {
    const numbers = numbersFrom("3035550100", 4);
    const [failed = "", refused = ""] = numbers.map(toTenDigits);
    await control("PUT", "settings", { toy: { processingMs: HOUR } });
    await control("PUT", "outcomes", [
      { carrier: "toy", number: failed, choice: "failed" },
      { carrier: "toy", number: refused, choice: "refused", values: { code: "T-7" } },
    ]);
    const id = await world.place("sms-enable", "toy", numbers);
    await waitFor("three numbers accepted", async () => (await readOrder(world, id)).accepted === 3);
    world.sandboxes.advance(HOUR);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "PARTIAL", confirmed: 2, failed: 2 });
    const items = await world.database.db.orderItem.findMany({ where: { orderId: id }, orderBy: { seq: "asc" } });
    expect(items[1]).toMatchObject({ state: "failed", code: "T-7", message: expect.stringContaining("Refused") });
    expect(world.sandboxes.ledger.listDuplicates({ carrier: "toy" })).toEqual([]);
    expect(world.sandboxes.ledger.countOf({ carrier: "toy", kind: "sms.enable" })).toBe(3);
  });

  it("is described for the admin forms, with settings, limit, outcomes and a fault of its own", async () => {
    expect(await control("GET", "description")).toMatchObject({
      carriers: expect.arrayContaining([
        expect.objectContaining({
          id: "toy",
          label: "Toy",
          endpoints: [
            { value: "POST numbers", label: "Turn SMS on" },
            { value: "GET numbers", label: "Read the SMS state" },
          ],
          outcomes: [
            expect.objectContaining({ value: "failed", fields: [] }),
            expect.objectContaining({ value: "refused", fields: [expect.objectContaining({ name: "code" })] }),
          ],
          deliversInbound: false,
        }),
      ]),
      faults: expect.arrayContaining([expect.objectContaining({ value: "toyShout", carrier: "toy" })]),
      settings: expect.arrayContaining([
        { title: "Toy", fields: [expect.objectContaining({ path: "toy.processingMs", control: "seconds" })] },
        { title: "Toy, limits", fields: [expect.objectContaining({ path: "limits.toy", control: "limit" })] },
      ]),
    });
    const refused = { carrier: "toy", number: "3035550100", choice: "refused", values: { code: "X" } };
    expect(await control("PUT", "outcomes", [refused])).toMatchObject({
      fields: { "values.code": ["A code such as T-1."] },
    });
  });
});
