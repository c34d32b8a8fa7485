import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "./check-test-data";
import { inspectTable, type TableSample } from "./inspect-table";
import { writeRowKey } from "./upload";

/** A table as it stands in a file, cells parted by `|`; `~` is a line break within a cell. */
const toSample = (table: string, own: Partial<TableSample> = {}): TableSample => ({
  rows: table
    .trim()
    .split("\n")
    .map((line, index) => ({
      line: index + 1,
      cells: line.split("|").map((text) => ({ text: text.replaceAll("~", "\n") })),
    })),
  accounts: Object.values(ACCOUNTS),
  ...own,
});
const inspect = (table: string, own: Partial<TableSample> = {}) => inspectTable(toSample(table, own));
/** `number, -, note`: the role of each column. */
const rolesOf = (...input: Parameters<typeof inspect>) =>
  inspect(...input)
    .columns.map(({ role }) => (role === "ignore" ? "-" : role))
    .join(", ");
const questionsOf = (...input: Parameters<typeof inspect>) => inspect(...input).questions.map(({ kind }) => kind);

describe("the header", () => {
  it.each([
    ["TN|Notes\n9199991201|x\n9199991202|y", 1],
    ["9199991201|x\n9199991202|y", null],
    ["9199991201\n9199991202", null],
    [
      "Number export||\nCustomer|TN|Notes\nAcme|9199991201|opened~call 704-555-0101\nBeta|9199991202|old 704-555-0102",
      2,
    ],
    [
      "Report for Acme\n\nCreated 2026-01-05 by Jane, 704-555-0101\n\nCustomer|TN|Notes\nAcme|9199991201|a\nBeta|9199991202|b",
      5,
    ],
    [
      "Numbers of March\nprepared by Jane~call 704-555-0101~or 704-555-0102\nName|Telephone\nAnn|9199991201\nBob|9199991202",
      3,
    ],
    ["Phone numbers|\nContact|Jane 704-555-0101\nName|Telephone\nAnn|9199991201\nBob|9199991202", 3],
    ["a|b|c\n17|x|2016550001\n18|y|bad\n19|z|2016550002", 1],
    ["Kunde|Nombre\nAcme|9199991201\nBeta|9199991202", 1],
    ["Acme|n/a\nBeta|9199991202\nCy|9199991203", null],
    ["TN|Account|Action", 1],
    ["NPA|NXX|LINE\n919|999|1201\n919|999|1202", 1],
  ])("of %j is on line %j", (table, line) => {
    expect(inspect(table).headerLine).toBe(line);
  });

  it("leaves titles out and says so", () => {
    expect(inspect("Number export||\nMarch||\nCustomer|TN|Notes\nAcme|9199991201|x").notices).toEqual([
      "2 rows above the header are left out.",
    ]);
    expect(inspect("TN\n9199991201").notices).toEqual([]);
  });
});

describe("the column of numbers", () => {
  it.each(
    "TN,TNs,DID,DIDs,WTN,ANI,MDN,CTN,MSISDN,BTN,Phone,Phone Number,phoneNumber,phone_number,PHONE NO.,Telephone,Téléphone,Teléfono móvil,Mobile,Mobile #,Number,Numbers,Numéro de téléphone,Rufnummer,Номер телефона,电话号码,msisdn_e164,TFN,Toll-Free Number,Ported TN,Customer TN,TN (10 digits),DID Number".split(
      ",",
    ),
  )("is certain under %j", (heading) => {
    const inspection = inspect(`Customer|${heading}|Comment\nAcme|919-999-1201|a\nBeta|(919) 999-1202|b`);
    expect(inspection.columns[1]).toMatchObject({ role: "number", confidence: "certain", heading, numberShare: 1 });
    expect(inspection).toMatchObject({ questions: [], isCertain: true });
  });

  it.each([
    ["Company|Contact Phone|TN", 2],
    ["Company|TN|Contact Phone", 1],
    ["Company|Fax|Phone", 2],
    ["Company|Emergency Contact Number|DID", 2],
    ["Company|BTN|TN", 2],
    ["Company|Billing Telephone Number|Working Telephone Number", 2],
    ["Company|Alternate Phone|Phone", 2],
    ["Company|Old TN|TN", 2],
    ["Company|Forward To Number|TN", 2],
    ["Company|Customer ID|TN", 2],
    ["Account|TN|Notes", 1],
  ])("of %j is suggested, and the person chooses", (headings, index) => {
    const first = headings.startsWith("Account") ? "2125550001" : "Acme";
    const second = headings.startsWith("Account") ? "note" : "9199991201";
    const rows = `${first}|7045550101|${second}\n${first}|7045550102|${second}`;
    const inspection = inspect(`${headings}\n${rows}`);
    expect(inspection.columns.filter(({ role }) => role === "number").map((one) => one.index)).toEqual([index]);
    expect(inspection.questions).toMatchObject([{ kind: "number-column", columns: expect.arrayContaining([index]) }]);
    expect(inspection.isCertain).toBe(false);
    expect(inspection.columns[index]?.confidence).toBe("open");
  });

  it("is asked for where two columns have no heading or the same", () => {
    expect(questionsOf("9199991201|7045550101\n9199991202|7045550102")).toEqual(["number-column"]);
    expect(questionsOf("Phone 1|Phone 2\n9199991201|7045550101")).toEqual(["number-column"]);
    expect(questionsOf("From|To\n9199991201|7045550101\n9199991201|2015550102\n9199991201|3125550102")).toEqual([
      "number-column",
    ]);
  });

  it("is not certain where the only numbers are somebody else's", () => {
    for (const heading of ["Contact Phone", "Fax", "Emergency Number", "Customer Phone"])
      expect(inspect(`Company|${heading}\nAcme|7045550101\nBeta|7045550102`), heading).toMatchObject({
        isCertain: false,
        columns: [{ role: "ignore" }, { role: "number", confidence: "likely" }],
      });
  });

  it("is found by content, in a visible column first, and never in notes", () => {
    expect(rolesOf("a|b|c\n17|x|2016550001\n18|y|bad\n19|z|2016550002")).toBe("-, -, number");
    expect(rolesOf("9199991201|Acme\n9199991202|Beta")).toBe("number, -");
    expect(rolesOf("TN|Notes\n9199991201|704-555-0101\n9199991202|704-555-0102")).toBe("number, note");
    expect(rolesOf("DID|Phone\n9199991201|9199991203\n9199991202|9199991204", { hiddenColumns: [0] })).toBe(
      "-, number",
    );
    expect(questionsOf("DID|Phone\n9199991201|9199991203", { hiddenColumns: [0] })).toEqual(["hidden-columns"]);
    expect(rolesOf("TN|Name\nAcme|Ann\nBeta|Bob")).toBe("-, -");
    expect(inspect("Name|City\nAnn|Raleigh")).toMatchObject({ isCertain: false });
  });

  it("is taken with its errors: destroyed, foreign and incomplete numbers are named row by row", () => {
    expect(inspect("TN|Note\n7.04556E+09|x\n1.70456E+10|y").columns[0]).toMatchObject({
      role: "number",
      confidence: "certain",
    });
    expect(rolesOf("Phone\n+44 20 7946 0123\n5550123\n201-555-0123 ext 5")).toBe("number");
  });
});

describe("numbers in parts", () => {
  it.each([
    ["NPA|NXX|LINE\n919|999|1201\n919|999|1202", "npa, nxx, line"],
    ["npa|nxx|xxxx\n919|999|1201\n919|999|2", "npa, nxx, line"],
    ["Area Code|Exchange|Last 4\n919|999|1201", "npa, nxx, line"],
    ["NPA-NXX|Line\n919-999|1201\n919999|1202", "npa, line"],
    ["Area Code|Number\n919|9991201\n919|999-1202", "npa, localNumber"],
    ["area_code|phone\n919|999-1201", "npa, localNumber"],
    ["Country Code|Phone\n44|2079460123\n1|9199991201", "countryCode, number"],
    ["CC|NPA|NXX|LINE\n1|919|999|1201", "countryCode, npa, nxx, line"],
    ["TN|Country\n9199991201|US\n9199991202|USA", "number, countryCode"],
    ["TN|NPA|NXX\n9199991201|919|999", "number, -, -"],
    ["Area Code|Number\n919|9199991201", "-, number"],
    ["First TN|Last TN\n9199991200|9199991249", "firstNumber, lastNumber"],
    ["Start|End\n9199991200|9199991249", "firstNumber, lastNumber"],
    ["From|To\n9199991200|9199991249", "firstNumber, lastNumber"],
    ["startTN|endTN|Qty\n9199991200|9199991249|50", "firstNumber, lastNumber, rangeSize"],
    ["Starting Number|Quantity\n9199991200|50", "firstNumber, rangeSize"],
    ["TN|Thru\n9199991200|1249", "firstNumber, lastNumber"],
    ["NPA|NXX|From|To\n919|999|1200|1249", "npa, nxx, line, lastNumber"],
    ["NPA|NXX|Start Line|End Line\n919|999|1200|1249", "npa, nxx, line, lastNumber"],
    ["NPANXX|Line|Qty\n919999|1200|50", "npa, line, rangeSize"],
  ])("of %j are %s", (table, roles) => {
    expect(rolesOf(table)).toBe(roles);
  });

  it("asks about ranges, with their count", () => {
    const inspection = inspect("First|Last\n9199991200|9199991249\n9199992000|9199992009\n9199993000|9199993000");
    expect(inspection.questions).toEqual([
      { kind: "ranges", count: 2, numbers: 60, example: "9199991200 - 9199991249" },
    ]);
    const cells = inspect("TN|Note\n9199991200 - 9199991249|a\n9199992000|b");
    expect(cells.questions).toMatchObject([{ kind: "ranges", count: 1, numbers: 50 }]);
    expect(inspect("First|Last\n9199991200|9199991200").isCertain).toBe(true);
  });
});

describe("other columns", () => {
  it.each([
    ["Carrier account|Action\nIntelePeer · Voice|SMS on", "account, action"],
    ["Carrier|order_type\nIntelePeer|Disable", "account, action"],
    ["accountName|Request\nVoice|off", "account, action"],
    ["Account|Action\n10023|SMS on", "-, action"],
    ["Account|Status\nAcme Corp|active", "-, -"],
    ["Campaign ID|Webhook URL\nCABC123|https://example.com/a", "campaign, webhook"],
    ["TCR ID|callback\ncabc123|https://example.com/a", "campaign, webhook"],
    ["Campaign|URL\nSpring sale|www", "-, -"],
    ["Application ID|App\na-1|b", "application, -"],
    ["Site ID|SIP Peer\n1201|303716", "site, sipPeer"],
    ["Sub-account|Location\n1201|Raleigh", "site, -"],
    ["Our reference|PO Number\nR1|P1", "reference, -"],
    ["Ticket #|Remarks\nT1|hello", "reference, note"],
    ["Comments|Note\na|b", "note, note"],
  ])("%j: %s", (table, roles) => {
    const [head = "", ...rows] = table.split("\n");
    expect(rolesOf([`TN|${head}`, ...rows.map((row) => `9199991201|${row}`)].join("\n"))).toBe(`number, ${roles}`);
  });

  it("are uncertain where only some of their cells fit", () => {
    const table = "TN|Action\n9199991201|SMS on\n9199991202|off\n9199991203|???x";
    expect(inspect(table)).toMatchObject({ isCertain: false, columns: [{}, { role: "action", confidence: "likely" }] });
    expect(inspect("TN|Carrier\n9199991201|Bandwidth", { accounts: undefined })).toMatchObject({ isCertain: false });
  });
});

describe("columns that may be an action", () => {
  it("leave the person to decide where the heading does not say so", () => {
    for (const heading of ["SMS", "Texting", "Service"])
      expect(inspect(`TN|${heading}\n9199991201|on\n9199991202|off`), heading).toMatchObject({
        isCertain: false,
        columns: [{ role: "number" }, { role: "ignore", confidence: "open" }],
      });
  });

  it.each(["Carrier\nVerizon", "Account\nAcme Corp", "Action\nport", "Campaign\nSpring sale", "Webhook\nsee mail"])(
    "are not left out unseen where their cells cannot be read: %j",
    (column) => {
      const [heading = "", text = ""] = column.split("\n");
      const inspection = inspect(`TN|${heading}\n9199991201|${text}`);
      expect(inspection).toMatchObject({ isCertain: false, columns: [{}, { role: "ignore", confidence: "open" }] });
    },
  );

  it("are guessed where there is no heading, with the rest, and never certain", () => {
    const table =
      "9199991201|SMS on|IntelePeer|CABC123|https://example.com/a|Acme\n9199991202|off|Voice|CABC124|https://example.com/a|Charles";
    expect(rolesOf(table)).toBe("number, action, account, campaign, webhook, -");
    expect(inspect(table)).toMatchObject({ headerLine: null, isCertain: false });
  });
});

describe("what else a file holds", () => {
  it("asks about hidden rows and columns, and says what cannot be used", () => {
    const sample = toSample("TN|Note\n9199991201|a\n9199991202|b\n9199991203|c\n9199991204|d");
    const rows = sample.rows.map((row, index) => ({ ...row, isHidden: index === 2 || index === 3 }));
    expect(inspectTable({ ...sample, rows }).questions).toEqual([{ kind: "hidden-rows", count: 2, of: 4 }]);
    expect(inspectTable({ ...sample, hiddenRows: { count: 7, of: 900 } }).questions).toEqual([
      { kind: "hidden-rows", count: 7, of: 900 },
    ]);
    const fault = "This cell holds a formula without a stored result.";
    const faulty = sample.rows.map((row, index) =>
      index === 1
        ? {
            ...row,
            cells: [
              { text: "", fault },
              { text: "x", fault: "a date" },
            ],
          }
        : row,
    );
    expect(inspectTable({ ...sample, rows: faulty }).notices).toEqual([`1 cell cannot be used as it is: ${fault}`]);
  });

  it("knows our own files", () => {
    const numbers =
      "number|state|rate_center|lata|toll_free|owned_at|campaign|webhook|application\n9199991201|NC|RALEIGH|426|no|Bandwidth|iNumbering: CABC123|https://x.example|7045550101";
    expect(inspect(numbers)).toMatchObject({ isCertain: true, questions: [] });
    expect(rolesOf(numbers)).toBe("number, -, -, -, -, -, -, -, -");
    expect(
      rolesOf("Number|State|Code|Message|Meaning|Our reference\n9199991201|Failed|4001|call 704-555-0101|x|7045550101"),
    ).toBe("number, -, -, -, -, -");
    const keys = [writeRowKey("U7F3KQ2M", 1), writeRowKey("U7F3KQ2M", 2), writeRowKey("UABCDEFG", 2)];
    const results = inspect(
      `TN|Note|Tandem row|Status|Code|Message\n${keys.map((key) => `9199991201|a|${key}|Failed|12|no`).join("\n")}`,
    );
    expect(results).toMatchObject({ isCertain: true, correctsRefs: ["U7F3KQ2M", "UABCDEFG"] });
    expect(results.columns[2]?.role).toBe("rowKey");
    expect(rolesOf("TN|Tandem row|Status|Tandem row|Status\n9199991201|a|b|c|d")).toBe("number, -, -, rowKey, -");
  });

  it("takes the only column of a list for numbers, whatever else it holds", () => {
    const list = inspect("Hi John\nplease port\n9199991201\nthank you\nJane");
    expect(list).toMatchObject({
      headerLine: null,
      isCertain: true,
      columns: [{ role: "number", confidence: "certain" }],
    });
    expect(inspect("Name\nAnn\nBob")).toMatchObject({ isCertain: false });
  });

  it("looks beyond the first rows for ranges and keys", () => {
    const rows = Array.from({ length: 900 }, (_, index) => `${9192000000 + index}|x`);
    expect(questionsOf(["TN|Note", ...rows, "9199991200-9199991249|y"].join("\n"))).toEqual(["ranges"]);
  });

  it("shows the first rows as they stand, and survives any table", () => {
    expect(inspect("Title\nTN\n9199991201").firstRows).toEqual([
      { line: 1, cells: ["Title"] },
      { line: 2, cells: ["TN"] },
      { line: 3, cells: ["9199991201"] },
    ]);
    expect(inspectTable({ rows: [] })).toMatchObject({ headerLine: null, columns: [], isCertain: false });
    expect(inspectTable({ rows: [{ line: 1, cells: [] }] })).toMatchObject({ columns: [], isCertain: false });
    const wide = inspectTable({ rows: [{ line: 1, cells: Array.from({ length: 5_000 }, () => ({ text: "x" })) }] });
    expect(wide.columns).toHaveLength(200);
  });
});
