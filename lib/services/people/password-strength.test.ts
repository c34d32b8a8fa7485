import { expect, it } from "vitest";
import { findWeakness } from "./password-strength";
import { generatePassword } from "./password";

const ADA = { name: "Ada Lovelace", email: "ada.lovelace@analytical-engine.example" };

it.each([
  "password123",
  "Password123!",
  "P@ssw0rd1234",
  "qwertyuiop123",
  "letmein12345",
  "1234567890",
  "aaaaaaaaaaaaaaaaaaaa",
])("refuses %s, which is tried first", async (password) => {
  expect(await findWeakness(password, ADA)).toContain("attackers try");
});

it.each([
  "ada.lovelace@analytical-engine.example",
  "ADA.LOVELACE@ANALYTICAL-ENGINE.EXAMPLE",
  "Ada Lovelace",
  "lovelaceada",
  "adalovelace1",
  "Lovelace2024",
  "ada.lovelace",
  "analytical-engine",
])("refuses %s, the person's own name or address", async (password) => {
  expect(await findWeakness(password, ADA)).toContain("your name or e-mail address");
});

it.each(["correct horse battery", "my-own-long-password-42", `${"x7Kq-".repeat(2)}9vTz_mW`])(
  "takes %s",
  async (password) => {
    expect(await findWeakness(password, ADA)).toBeNull();
  },
);

it("takes what is made up here, and judges the longest in time", async () => {
  for (let i = 0; i < 20; i += 1) expect(await findWeakness(generatePassword(), ADA)).toBeNull();
  expect(await findWeakness("ab1".repeat(66), ADA)).not.toBeNull();
});
