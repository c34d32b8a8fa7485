import { describe, expect, it } from "vitest";
import { listCarriers } from "@/lib/carriers/registry";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { describeBrandFilters } from "./brands/brand-filters";
import { describeCampaign, isCampaignMoving } from "./campaigns/[id]/describe-campaign";
import { describeCustomers } from "./customers/describe-customers";
import { describeMessages } from "./messages/describe-messages";
import { describeFound as describeFoundMessages } from "./messages/search/describe-found";
import { describeFound } from "./numbers/describe-found";
import { describeMatrix } from "./numbers/matrix/describe-matrix";
import { describeStuck } from "./orders/stuck/describe-stuck";
import { describeAccounts } from "./settings/carriers/describe-accounts";
import { listDefaultKinds } from "./settings/preferences/list-default-kinds";

/** The parts as they are read, the exceptions with their tone: `2 accounts, 1 paused (bad)`. */
const spell = (parts: readonly { text: string; tone?: string }[]) =>
  parts.map(({ text, tone }) => (tone ? `${text} (${tone})` : text)).join(", ");

describe("the answer of a page", () => {
  it("says of a campaign only what its carrier reported", () => {
    const campaign = {
      state: "registered",
      standing: "ready",
      event: null,
      used: 40,
      pending: 8,
      capacity: 49,
    } as const;
    const tell = (change: Partial<Parameters<typeof describeCampaign>[0]>) =>
      spell(describeCampaign({ ...campaign, ...change }));
    expect(tell({})).toBe("Ready, 48 of 49 numbers");
    expect(tell({ pending: 9 })).toBe("Ready, 49 of 49 numbers (pending)");
    expect(tell({ standing: null })).toBe("Not known: never read at the carrier (unknown), 48 of 49 numbers");
    expect(tell({ standing: "ended", event: "CAMPAIGN_EXPIRED" })).toBe(
      "This campaign expired (bad), 48 of 49 numbers",
    );
    expect(tell({ state: "unknown" })).toBe("Not known whether it is registered (unknown), 48 of 49 numbers");
    const still = { state: "registered", answer: null, standing: "ready", pending: 0 } as const;
    expect(isCampaignMoving(still)).toBe(false);
    expect([{ pending: 1 }, { standing: "waiting" as const }, { state: "sending" as const }]).toSatisfy(
      (changes: Partial<typeof still>[]) => changes.every((change) => isCampaignMoving({ ...still, ...change })),
    );
  });

  it("counts trouble among customers only where the whole list is on the page", () => {
    const rows = [0, 2].map((cannot) => ({ texting: { can: 1, cannot, drifted: 0, unknown: 0 } }));
    const tell = (count: number, isExact = true) => describeCustomers({ rows, total: { count, isExact } }, false);
    expect(tell(2)).toBe("2 customers, 1 with numbers that cannot text");
    expect(tell(90)).toBe("90 customers");
    expect(tell(10_000, false)).toBe("10,000+ customers");
  });

  it("separates nothing found from nothing found so far", () => {
    const none = { rows: [], next: null, fault: null };
    expect(describeFoundMessages(none)).toBe("No message matches");
    expect(describeFoundMessages({ ...none, next: "further back" })).toBe("Nothing found so far");
  });

  it("adds up messages, imports, accounts, and what is stuck", () => {
    const counts = { sent: 10, delivered: 8, refused: 0, accepted: 0, moving: 2, unknown: 0 };
    expect(spell(describeMessages(counts, 3))).toBe(
      "100% delivered today, none refused, 2 without a receipt, 3 in quarantine (unknown)",
    );
    const cell = { done: 0, pending: 0, failed: 0, missing: 0, waiting: 0, stale: 0, unknown: 0, unrecorded: 0 };
    const cells = { imported: { ...cell, done: 1200, failed: 4 }, inbound: { ...cell, done: 7 } };
    expect(spell(describeMatrix({ requested: 1300, cells }))).toBe(
      "1,200 of 1,300 imported, 7 received a message, 4 failed (bad)",
    );
    const account = { pause: null, isEnabled: true, mode: "live" } as const;
    expect(spell(describeAccounts([account, { ...account, isEnabled: false }]))).toBe(
      "2 accounts, 1 live, 1 off (pending)",
    );
    expect(spell(describeAccounts([{ ...account, mode: "sandbox" }]))).toBe("1 account, none live");
    expect(describeStuck({ orders: [{ accepted: 1, unknown: 0 }], campaigns: [{}], messages: [], moreOrders: 2 })).toBe(
      "1+ number, 1 campaign stuck",
    );
  });
});

describe("what stands above a list", () => {
  it("names the filters in use", () => {
    expect(describeBrandFilters({ q: "acme", state: "refused" })).toEqual([
      { name: "q", label: "Search", value: "acme" },
      { name: "state", label: "Registration", value: "Refused" },
    ]);
    expect(describeBrandFilters({})).toEqual([]);
  });

  it("keeps a numbers view out of the filters, but in the title of all that match", () => {
    const total = { count: 3, isExact: true };
    const found = { page: { total }, silentDays: 7, labels: {} };
    const [carrier] = listCarriers();
    const query = numberQuery.parse({ carrier: carrier?.id, view: "drifted" });
    const { chips, isFiltered, matching } = describeFound(found, query);
    expect(chips.map(({ name, value }) => [name, value])).toEqual([["carrier", carrier?.label]]);
    expect(isFiltered).toBe(true);
    expect(matching).toEqual({
      total,
      query: `carrier=${carrier?.id}&view=drifted&sort=number`,
      title: `Numbers · Carrier: ${carrier?.label} · View: Drifted`,
    });
    expect(describeFound(found, numberQuery.parse({})).isFiltered).toBe(false);
  });

  it("offers a default account only for what an account can do", () => {
    const accounts = [[], [{ id: "a", name: "Acme", mode: "live" } as const]];
    expect(listDefaultKinds(accounts, { defaultAccounts: {} })).toMatchObject([
      { options: [{ value: "a", label: "Acme (live)" }], chosen: null },
    ]);
  });
});
