import { describe, expect, it } from "vitest";
import { nameAccount } from "./account-names";
import { FILE_KINDS } from "./action-names";
import { CHOICES } from "./check-test-data";
import { createRowCheck } from "./check-row";
import { guessHeading } from "./heading-roles";
import { inspectTable } from "./inspect-table";
import { suggestMapping } from "./suggest-mapping";
import { findTemplate, UPLOAD_TEMPLATES } from "./templates";

describe("templates", () => {
  it("exist for every kind that a file can ask for, and for no other", () => {
    expect(UPLOAD_TEMPLATES.map(({ kind }) => kind)).toEqual(FILE_KINDS);
    expect(findTemplate("message-test")).toBeNull();
  });

  it("say in the file itself how a customer and tags are taken away", () => {
    const headings = findTemplate("labels")?.columns.map(({ heading }) => heading);
    expect(headings).toEqual(["TN", "Customer or (clear)", "Tags or (clear)", "Tags to take off", "Note"]);
    expect(guessHeading("customers OR ( clear )")).toBe("customer");
    expect(guessHeading("or (clear)")).toBeNull();
  });

  it.each(UPLOAD_TEMPLATES)(
    "of $kind have headings that leave no question, empty or filled in",
    ({ kind, columns }) => {
      const account = CHOICES.accounts.find(({ kinds }) => kinds.includes(kind));
      const values: Record<string, string> = { campaign: "CABC123", account: account ? nameAccount(account) : "" };
      const header = columns.map(({ heading }) => ({ text: heading }));
      const cells = columns.map(({ role, example }) => ({ text: values[role] ?? example }));
      for (const rows of [[header], [header, cells]]) {
        const inspection = inspectTable({
          rows: rows.map((row, index) => ({ line: index + 1, cells: row })),
          accounts: CHOICES.accounts,
        });
        expect(inspection).toMatchObject({ headerLine: 1, isCertain: true, questions: [] });
        expect(inspection.columns.map(({ role }) => role)).toEqual(columns.map(({ role }) => role));
      }
      const inspection = inspectTable({ rows: [{ line: 1, cells: header }] });
      const mapping = suggestMapping(
        { sheet: null, ...inspection },
        { remembered: null, defaults: { kind, accountId: null, params: {} }, choices: CHOICES },
      );
      expect(createRowCheck(mapping, CHOICES)(cells)).toMatchObject([
        { number: "+12015550123", state: "ready", target: { kind, accountId: account?.id ?? null } },
      ]);
    },
  );
});
