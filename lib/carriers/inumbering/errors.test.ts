import { describe, expect, it } from "vitest";
import { isOpenCode } from "./client";
import { CATALOG, describeInumberingError } from "./errors";

/** The specification's codes and those of the network behind it, each with one of its texts. */
const PAIRS: [code: string, text: string][] = [
  ["400", "Field Required: apikey"],
  ["400", "tn should be an array of tnItem"],
  ["401", "Unauthorized"],
  ["402", "Insufficient balance"],
  ["404", "Not found"],
  ["408", "LATA length must be in 3 digits."],
  ["409", "Invalid Input Parameters"],
  ["409", "Invalid TN submitted:(2015550123)"],
  ["409", "externalCampaignId is not ACTIVE"],
  ["409", "The campaign is not registered"],
  ["409", "6123453624 TN is on an existing order"],
  ["409", "No Result Found"],
  ["410", "DB Error"],
  ["411", "Unknown Error"],
  ["414", "Fields Are Required:(name)"],
  ["417", "Quantity must be less than 10000"],
  ["418", "Character limit exceeded for CustomerOrderReference"],
  ["419", "Error Occurred"],
  ["420", "Invalid TN List"],
  ["422", "Order quantity limit is 100,000 numbers"],
  ["425", "Not all the TNs in the request were activated"],
  ["426", "The account is not 911 enabled"],
  ["429", "Too many requests"],
  ["430", "No Result Found"],
  ["431", "Unable to complete the request at the moment, please try again"],
  ["432", "TN Excluded"],
  ["470", "Brand Name already exists"],
  ["500", "The carrier responded with HTTP 500."],
  ["401001", "Bad credentials"],
];

describe("the catalog of iNumbering's codes", () => {
  it.each(PAIRS)("knows %s %s", (code, text) => {
    const description = describeInumberingError(code, text);
    expect(description?.meaning).toMatch(/\.$/);
    expect(description?.action).toMatch(/\.$/);
  });

  it("marks the same codes as leaving a write open as the client does", () => {
    for (const { codes, mayHaveHappened = false, text } of CATALOG)
      for (const code of codes) {
        // A rejection hidden inside a success is recognized by its text, not its code.
        if (code === "200" || code === "401001") continue;
        // 409 holds the network's other codes: what it leaves open, its text says.
        if (code === "409") continue;
        expect(mayHaveHappened, `${code} ${text}`).toBe(isOpenCode(code));
      }
  });

  it("leaves a write open under 409 only with the network's texts of a database, unknown or partial error", () => {
    const open = PAIRS.filter(([, text]) => describeInumberingError("409", text)?.mayHaveHappened);
    expect(open.map(([code]) => code)).toEqual(["410", "411", "419", "425"]);
  });

  it("does not explain an unknown pair", () => {
    expect(describeInumberingError("409", "weather")).toBeNull();
    expect(describeInumberingError("777", "Unknown Error")).toBeNull();
  });
});
