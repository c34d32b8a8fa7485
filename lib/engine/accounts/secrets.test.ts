import { expect, it } from "vitest";
import { openSecrets, sealSecrets } from "./secrets";

const KEY = "a key of the installation";
const sealed = sealSecrets({ TOKEN: "s3cret" }, KEY, "account-1");

it("opens what it sealed, and shows nothing of it before", () => {
  expect(sealed).not.toContain("s3cret");
  expect(openSecrets(sealed, KEY, "account-1")).toEqual({ TOKEN: "s3cret" });
  expect(openSecrets(null, KEY, "account-1")).toEqual({});
});

it.each([
  ["with another key", sealed, "another key", "account-1"],
  ["in another account's row", sealed, KEY, "account-2"],
  ["when it was changed", sealed.replace(/.$/, (end) => (end === "A" ? "B" : "A")), KEY, "account-1"],
  ["in another form", "v0.a.b.c", KEY, "account-1"],
])("opens nothing %s", (_how, envelope, key, id) => {
  expect(() => openSecrets(envelope, key, id)).toThrow(/cannot be opened with this SECRETS_KEY/);
});
