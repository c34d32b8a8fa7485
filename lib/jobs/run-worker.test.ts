import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { numbersFrom, openHouse, waitUntilSettled, type House } from "@/lib/test/house";
import { runWorker, type Worker } from "./run-worker";

let house: House;
let worker: Worker;

beforeAll(async () => {
  house = await openHouse();
  await house.setRate("intelepeer", 200);
  worker = await runWorker({ ...house.database, carriers: house.ctx.carriers });
});
afterAll(async () => {
  await worker?.stop();
  await house?.close();
});

describe("orders from click to the carrier's confirmation", () => {
  it("switches SMS on and sees each number provisioned", async () => {
    const id = await house.place("sms-enable", "intelepeer", numbersFrom("3035550100", 20));
    const order = await waitUntilSettled(house, id);
    expect(order).toMatchObject({ status: "COMPLETE", requested: 20, confirmed: 20 });
    const services = await house.database.db.numberService.findMany({ where: { smsState: "provisioned" } });
    expect(services).toHaveLength(20);
  });

  it("skips what is on already, in words", async () => {
    const id = await house.place("sms-enable", "intelepeer", numbersFrom("3035550119", 2));
    expect(await waitUntilSettled(house, id)).toMatchObject({ status: "COMPLETE", confirmed: 1, skipped: 1 });
  });
});
