import { expect, it } from "vitest";
import { type StuckMatter, writeEscalation } from "./escalation";

const now = new Date("2026-11-26T18:00:00Z");
const from = { name: "Ana Lima", email: "ana@example.com" };
const base = { carrierLabel: "IntelePeer", accountName: "IntelePeer · Main", from, now };

const order: StuckMatter = {
  type: "order",
  ref: "TABC",
  kindLabel: "SMS on",
  placedAt: "2026-11-26T14:00:00.000Z",
  usualSeconds: 900,
  numbers: [
    {
      number: "+13035550100",
      state: "accepted",
      since: "2026-11-26T14:30:10.000Z",
      reference: "TABC-1-1",
      externalId: "77",
    },
    { number: "+13035550101", state: "unknown", since: "2026-11-26T15:00:00.000Z", reference: null, externalId: null },
  ],
  count: 5,
  lastAnswer: {
    at: "2026-11-26T17:59:00.000Z",
    method: "GET",
    url: "https://api.example.com/sms/77",
    status: 200,
    fault: null,
    body: `{"state":"${"x".repeat(3_000)}"}`,
  },
};

it("writes a letter that a carrier can work with: who, which numbers, since when, by which references, what it answered", () => {
  const { subject, text } = writeEscalation({ ...base, matters: [order] });
  expect(subject).toBe("IntelePeer: SMS on waiting for 3 h 30 min, 5 numbers (our order TABC)");
  expect(text).toContain("5 numbers of ours have been waiting");
  expect(text).toContain("Account: IntelePeer · Main");
  expect(text).toContain(
    "+13035550100  accepted 2026-11-26 14:30 UTC (3 h 30 min ago), our reference TABC-1-1, your reference 77\n" +
      "+13035550101  sent, no clear answer came, 2026-11-26 15:00 UTC (3 h ago)\n" +
      "… and 3 more numbers. We can send the full list.",
  );
  expect(text).toContain(
    'Your last response: 2026-11-26 17:59 UTC, GET https://api.example.com/sms/77, HTTP 200\n{"state":"xxx',
  );
  // A carrier's page of errors does not bury the rest.
  expect(text.length).toBeLessThan(3_000);
  expect(text.endsWith("Regards,\nAna Lima\nana@example.com\n")).toBe(true);
});

it("puts several matters of one account into one letter, each with its number", () => {
  const campaign: StuckMatter = {
    type: "campaign",
    campaignId: "C123456",
    brand: "B1 (Example)",
    since: "2026-11-16T18:00:00.000Z",
    event: null,
    checkedAt: null,
    usualSeconds: 604_800,
  };
  const messages: StuckMatter = {
    type: "messages",
    messages: [
      { from: "+13035550100", to: "+13035550199", at: "2026-11-26T17:00:00.000Z", id: "m-1", state: "sending" },
    ],
    count: 1,
    usualSeconds: 900,
  };
  const { subject, text } = writeEscalation({ ...base, matters: [order, campaign, messages] });
  expect(subject).toBe("IntelePeer: 5 numbers, 1 campaign, 1 message waiting for 10 days");
  expect(text).toMatch(
    /\n1\. SMS on, our order TABC\n[\s\S]*\n2\. Campaign C123456 of B1[\s\S]*\n3\. 1 message without/,
  );
  expect(text).toContain("you have reported none so far");
  const alone = writeEscalation({ ...base, matters: [messages] });
  expect(alone.text).toContain("1 message of ours has been waiting");
  expect(alone.text).not.toContain("1. ");
});
