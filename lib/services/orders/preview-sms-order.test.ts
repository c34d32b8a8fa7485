import { afterAll, beforeAll, expect, it } from "vitest";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { countOutcomes, type Preflight } from "@/lib/domain/preflight";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { previewOrder, previewOrderInput } from "./preview-order";

const [on, off, coming, going, broken, gone, ordered, opposed, fresh, unlisted] = numbersFrom("3035550000", 10);
const all = [on, off, coming, going, broken, gone, ordered, opposed, fresh, unlisted].filter(
  (number) => number !== undefined,
);
const tollFree = phoneNumber.parse("+18005551234");

const world = await createTestWorld();
const accountId = world.accountOf("intelepeer");

beforeAll(async () => {
  const known: [PhoneNumber | undefined, ServiceFacts][] = [
    [on, { smsState: "provisioned" }],
    [off, { smsState: "none" }],
    [unlisted, { smsState: "not-found" }],
    [coming, { smsState: "provisioning" }],
    [going, { smsState: "deprovisioning" }],
    [broken, { smsState: "error" }],
    [gone, { smsState: "none", ownership: "gone" }],
  ];
  await inTransaction(world.database.sql, (client) =>
    recordFacts(
      client,
      { id: accountId, carrierId: "intelepeer" },
      known.flatMap(([number, facts]) => (number ? [{ number, facts }] : [])),
    ),
  );
  if (ordered) await world.place("sms-enable", "intelepeer", [ordered]);
  if (opposed) await world.place("sms-disable", "intelepeer", [opposed]);
});
afterAll(() => world.close());

const ask = (kind: "sms-enable" | "sms-disable", numbers: PhoneNumber[]) =>
  previewOrderInput.parse({ accountId, kind, numbers });
const codesOf = ({ groups }: Preflight) =>
  Object.fromEntries(
    groups.flatMap((group) => group.numbers.map((number) => [number, `${group.outcome} ${group.code}`])),
  );

it("expects of each number what its last known state and its open orders say, when turning on", async () => {
  const answer = await previewOrder(world.ctx, ask("sms-enable", all));
  expect(codesOf(answer)).toEqual({
    [String(on)]: "same on",
    [String(off)]: "change no-state",
    [String(unlisted)]: "unknown not-found",
    [String(coming)]: "same in-progress",
    [String(going)]: "change turning-off",
    [String(broken)]: "change retry",
    [String(gone)]: "fail gone",
    [String(ordered)]: "same open-order",
    [String(opposed)]: "unknown opposite-order",
    [String(fresh)]: "unknown never-read",
  });
  expect(countOutcomes(answer.groups)).toEqual({ change: 3, same: 3, fail: 1, unknown: 3 });
  const notListed = answer.groups.find((group) => group.code === "not-found");
  expect(notListed).toMatchObject({ title: "Off or not ours", isIncluded: true });
  expect(notListed?.explanation).toContain("SMS is off there, or the numbers are not ours");
});

it("expects the reverse when turning off, and names the order in the way", async () => {
  const answer = await previewOrder(world.ctx, ask("sms-disable", all));
  expect(codesOf(answer)).toMatchObject({
    [String(on)]: "change on",
    [String(off)]: "same no-state",
    [String(unlisted)]: "unknown not-found",
    [String(broken)]: "fail error",
    [String(ordered)]: "unknown opposite-order",
    [String(opposed)]: "same open-order",
  });
  expect(answer.groups.find((group) => group.code === "not-found")).toMatchObject({ isIncluded: false });
  const inWay = answer.groups.find((group) => group.code === "open-order");
  expect(inWay?.orders).toEqual([{ id: expect.any(String), ref: expect.stringMatching(/^T/), kind: "sms-disable" }]);
});

it("counts a number once, and notes toll-free ones", async () => {
  const answer = await previewOrder(world.ctx, ask("sms-enable", [tollFree, tollFree]));
  expect(answer.groups.flatMap((group) => group.numbers)).toEqual([tollFree]);
  expect(answer.notes).toEqual([{ code: "toll-free", count: 1, message: expect.stringContaining("Toll-free") }]);
});

it("refuses an account whose carrier does not turn SMS on", async () => {
  const elsewhere = {
    ...world.ctx,
    carriers: {
      open: async () => ({
        ...(await world.ctx.carriers.open(accountId)),
        carrier: { programs: {}, probe: async () => undefined },
      }),
    },
  };
  await expect(previewOrder(elsewhere, ask("sms-enable", [tollFree]))).rejects.toThrow(/does not offer "SMS on"/);
});
