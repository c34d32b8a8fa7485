import { expect, it } from "vitest";
import { countPasted, listPalette, readPaletteQuery, readVisit } from "./palette";
import type { SearchAnswer, SearchHit } from "./search-hit";

const hit = (kind: SearchHit["kind"], key: string, title: string): SearchHit => ({
  kind,
  key,
  title,
  href: `/${kind}/${key}`,
  state: null,
  note: "",
});
const number = hit("number", "+13035551200", "(303) 555-1200");
const other = hit("number", "+13035551201", "(303) 555-1201");
const order = hit("order", "0190", "TWC9ABC");
const campaign = hit("campaign", "c-1", "C1234AB");
const pages = [{ href: "/orders", label: "Orders" }];

type Given = { hits?: SearchHit[]; nearest?: SearchHit[]; pathname?: string; pasted?: string; role?: "viewer" };
const list = (text: string, { hits = [], nearest = [], pathname = "/", pasted, role }: Given = {}) => {
  const answer: SearchAnswer = { hits, nearest, numbers: null };
  return listPalette({
    text,
    numbers: countPasted(pasted ?? text),
    answer,
    recent: [order],
    pages,
    pathname,
    role: role ?? "account-manager",
  }).flatMap(({ heading, items }) =>
    items.map((item) => [
      heading,
      item.type === "hit"
        ? item.hit.title
        : item.type === "command" || item.type === "labels"
          ? `${item.label} ${item.target ?? ""}`.trim()
          : item.label,
      item.type === "lookup" || item.type === "labels" ? null : item.href,
    ]),
  );
};

it.each([
  ["sms off 303", "303"],
  ["  SMS  off (303) 555-12", "(303) 555-12"],
  ["retry TWC9", "TWC9"],
  ["assign C1234AB 3035551200", "C1234AB"],
  ["smsoff", "smsoff"],
  ["import", ""],
])("asks for what follows the command in %j", (text, query) => {
  expect(readPaletteQuery(text, "account-manager")).toBe(query);
});

it("runs a command on what was typed, found, or is on the page, in the form that does it", () => {
  expect(list("sms off 303", { hits: [number, other] })).toEqual([
    ["Commands", "Turn SMS off for (303) 555-1200", "/sms?do=off&numbers=3035551200"],
    ["Commands", "Turn SMS off for (303) 555-1201", "/sms?do=off&numbers=3035551201"],
  ]);
  expect(list("sms on 3035551200, 3035551201")[0]).toEqual([
    "Commands",
    "Turn SMS on for 2 numbers",
    "/sms?do=on&numbers=3035551200,3035551201",
  ]);
  expect(list("sms off", { pathname: "/numbers/%2B13035551200" })[0]?.[2]).toBe("/sms?do=off&numbers=3035551200");
  expect(list("retry twc9", { hits: [order] })[0]).toEqual([
    "Commands",
    "Retry failed numbers of TWC9ABC",
    "/orders/TWC9ABC?state=failed",
  ]);
  expect(list("assign C1234AB 3035551200", { hits: [campaign] })[0]?.[2]).toBe(
    "/campaigns/assign?campaign=c-1&numbers=3035551200",
  );
});

it("changes customer and tags of what was typed, found, open or selected", () => {
  const selection = { name: "5 selected numbers", source: { list: "given" as const, numbers: ["+13035551200"] } };
  const ask = (text: string, more: Partial<Parameters<typeof listPalette>[0]> = {}) =>
    listPalette({
      text,
      numbers: 0,
      answer: { hits: [], nearest: [], numbers: null },
      recent: [],
      pages,
      pathname: "/",
      role: "account-manager",
      ...more,
    }).flatMap(({ items }) =>
      items.flatMap((item) => (item.type === "labels" ? [`${item.label} ${item.target} [${item.request.text}]`] : [])),
    );
  expect(ask("customer", { selection })).toEqual(["Assign customer of 5 selected numbers []"]);
  expect(ask("assign customer Acme  Dental", { selection })).toEqual([
    "Assign customer of 5 selected numbers [Acme Dental]",
  ]);
  expect(ask("tag", { pathname: "/numbers/%2B13035551200" })).toEqual(["Add tag to (303) 555-1200 []"]);
  expect(ask("", { selection })).toHaveLength(3);
  expect(ask("tag 3035551200, 3035551201")).toEqual(["Add tag to 2 numbers []"]);
  expect(ask("untag 303", { answer: { hits: [number, other], nearest: [], numbers: null } })).toHaveLength(2);
  expect(ask("tag", { selection, role: "viewer" })).toEqual([]);
  expect(ask("customer", {})).toEqual([]);
  expect(list("assign C1234AB", { hits: [campaign] })[0]?.[1]).toBe("Assign numbers to C1234AB");
});

it("puts what was found before what can be done with it, and shows nobody what the role forbids", () => {
  const rows = list("3035551200", { hits: [number] });
  expect(rows[0]).toEqual([null, "(303) 555-1200", number.href]);
  expect(rows.map(([, title]) => title)).toContain("Turn SMS off for (303) 555-1200");
  expect(list("3035551200", { hits: [number], role: "viewer" }).map(([heading]) => heading)).toEqual([
    null,
    "Commands",
  ]);
  expect(list("sms off 303", { hits: [number], role: "viewer" })[0]?.[1]).toBe("(303) 555-1200");
});

it("offers to look up a text with many numbers first, and the nearest where nothing matches", () => {
  const text = "Call (303) 555-1200 or 303-555-1201";
  expect(countPasted(text)).toBe(2);
  expect(countPasted("3035551200")).toBe(0);
  expect(list(text)[0]).toEqual([null, "Look up 2 numbers", null]);
  expect(list("Call", { pasted: text })[0]?.[1]).toBe("Look up 2 numbers");
  expect(list("C1234AC", { nearest: [campaign] })).toEqual([["Nearest", "C1234AB", campaign.href]]);
});

it("shows what the page offers, recent items and pages before anything is typed", () => {
  const rows = list("", { pathname: "/orders/TWC9ABC" });
  expect(rows.map(([heading]) => heading)).toEqual(["On this page", "On this page", "On this page", "Recent", "Pages"]);
});

it.each([
  ["/numbers/%2B13035551200", { kind: "number", key: "+13035551200" }],
  ["/orders/TWC9ABC", { kind: "order", key: "TWC9ABC" }],
  ["/lookup/01a219c0-4197-750f-8254-3e96022ba628", { kind: "lookup", key: "01a219c0-4197-750f-8254-3e96022ba628" }],
  ["/campaigns/assign", null],
  ["/numbers/%E0%A4%A", null],
  ["/", null],
])("takes %s as a visit of %j", (pathname, visit) => {
  expect(readVisit(pathname)).toEqual(visit);
});
