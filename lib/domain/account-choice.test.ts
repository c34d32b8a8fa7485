import { describe, expect, it } from "vitest";
import { type AccountChoice, chooseAccount, markLive, formatChoice } from "./account-choice";

const make = (id: string, lastFor: AccountChoice["lastFor"] = []): AccountChoice => ({
  id,
  name: `Carrier · ${id}`,
  mode: id.startsWith("live") ? "live" : "sandbox",
  lastFor,
});

describe("the account preselected in a form", () => {
  it("is none when there are several, in any order", () => {
    expect(chooseAccount([make("a"), make("live b")], "sms-enable")).toBeNull();
    expect(chooseAccount([make("live b"), make("a")], "sms-enable")).toBeNull();
    expect(chooseAccount([], "sms-enable")).toBeNull();
  });

  it("is the person's last choice for this use, not for another use", () => {
    const accounts = [make("a", ["import"]), make("b", ["sms-enable", "message"])];
    expect(chooseAccount(accounts, "sms-enable")?.id).toBe("b");
    expect(chooseAccount(accounts, "import")?.id).toBe("a");
    expect(chooseAccount(accounts, "sms-disable")).toBeNull();
  });

  it("is the requested one if it is offered, and the only one if there is no choice", () => {
    const accounts = [make("a", ["import"]), make("b")];
    expect(chooseAccount(accounts, "import", "b")?.id).toBe("b");
    expect(chooseAccount(accounts, "import", "gone")?.id).toBe("a");
    expect(chooseAccount([make("live only")], "import", "gone")?.id).toBe("live only");
  });
});

it("marks live accounts in the list and on the button", () => {
  expect(formatChoice(make("live b"))).toBe("Carrier · live b (live)");
  expect(formatChoice(make("a"))).toBe("Carrier · a (sandbox)");
  expect(formatChoice({ name: "Carrier · Sandbox", mode: "sandbox" })).toBe("Carrier · Sandbox");
  expect(formatChoice({ name: "Carrier · Sandbox", mode: "live" })).toBe("Carrier · Sandbox (live)");
  expect(markLive("Import 4 numbers", "live")).toBe("Import 4 numbers · live");
  expect(markLive("Import 4 numbers", "sandbox")).toBe("Import 4 numbers");
});
