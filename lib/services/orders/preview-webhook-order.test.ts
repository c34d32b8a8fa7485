import { afterAll, expect, it } from "vitest";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { getNumber } from "@/lib/services/numbers/get-number";
import { refreshNumber } from "@/lib/services/numbers/refresh-number";
import { findLastOrder } from "./find-last-order";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { previewOrder } from "./preview-order";

const url = "https://tandem.example.com/in";

const world = await createTestWorld();
const accountId = world.accountOf("intelepeer");
afterAll(() => world.close());

it("expects of each number what is known of its SMS, its webhook and its open orders", async () => {
  const numbers = numbersFrom("3035551000", 7);
  const facts: ServiceFacts[] = [
    { smsState: "provisioned", webhookUrl: url },
    { smsState: "provisioned", webhookUrl: "https://elsewhere.example.com" },
    { smsState: "provisioned" },
    { smsState: "none" },
    { smsState: "not-found" },
  ];
  await inTransaction(world.database.sql, (client) =>
    recordFacts(
      client,
      { id: accountId, carrierId: "intelepeer" },
      numbers.flatMap((number, index) => {
        const known = facts[index];
        return known ? [{ number, facts: known }] : [];
      }),
    ),
  );
  const [last] = numbers.slice(-1);
  if (!last) throw new Error("no number");
  await world.place("webhook-set", "intelepeer", [last], { url });
  const { groups } = await previewOrder(world.ctx, { kind: "webhook-set", accountId, numbers, params: { url } });
  expect(groups.map(({ outcome, code, isIncluded }) => [outcome, code, isIncluded])).toEqual([
    ["change", "other", true],
    ["change", "none", true],
    ["same", "set", false],
    ["fail", "sms-off", false],
    ["fail", "not-found", false],
    ["unknown", "never-read", true],
    ["unknown", "open-order", false],
  ]);
  expect(await findLastOrder(world.ctx, { number: last, accountId, kind: "webhook-set" })).toMatch(/^T/);
  expect(await findLastOrder(world.ctx, { number: last, accountId, kind: "sms-enable" })).toBeNull();
});

it("reads the webhook of a number with its SMS, and does without where it cannot be read", async () => {
  const [number] = numbersFrom("3035551900", 1);
  if (!number) throw new Error("no number");
  world.sandboxes.seed({ intelepeer: { provisioned: [number] } });
  const { carrier } = await world.ctx.carriers.openForWriting(accountId);
  const address = "https://tandem.example.com/api/callbacks/intelepeer/key";
  await carrier.programs["webhook-set"]?.write({ numbers: [number], reference: "r", params: { url: address } });
  await refreshNumber(world.ctx, { number, accountId });
  const readUrl = async () =>
    (await getNumber(world.ctx, number)).accounts.find(({ id }) => id === accountId)?.service?.webhookUrl;
  expect(await readUrl()).toBe(address);
  world.sandboxes.addFault({
    carrier: "intelepeer",
    endpoint: "webhook",
    times: 5,
    fault: { kind: "status", status: 403 },
  });
  const { message } = await refreshNumber(world.ctx, { number, accountId });
  expect(message).toContain("webhook could not be read");
  expect(await readUrl()).toBe(address);
});
