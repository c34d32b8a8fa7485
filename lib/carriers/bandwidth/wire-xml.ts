import { z } from "zod";
import { readErrorItem, readErrors, type WireError } from "./wire-errors";
import { isObject, listUnread, readNumbers, readText, type UnreadElement, type XmlObject } from "./wire-elements";

export type { WireError } from "./wire-errors";
export type { UnreadElement } from "./wire-elements";

/** Elements that are always lists; the parser would turn a single one into a scalar. */
export const LISTS = ["Error", "Errors", "ErrorList", "ExternalTnsOrder", "TelephoneNumber"];

export type OrderDocument = {
  orderId: string;
  reference: string | null;
  status: string;
  createdAt: string | null;
  numbers: string[];
  errors: WireError[];
  /** Undocumented elements. */
  unread: UnreadElement[];
};
/** An order, or only errors (with any HTTP status). */
export type Answer = { order: OrderDocument | null; errors: WireError[]; unread: UnreadElement[] };

/** One level of a response. The page nests an order's fields in `Order`; the later specification does not. */
const TEXTS = [
  "OrderId",
  "CustomerOrderID",
  "CustomerOrderId",
  "ProcessingStatus",
  "OrderCreateDate",
  "LastModifiedDate",
  "AccountId",
  "CreatedByUser",
  "SiteId",
  "SipPeerId",
  "Action",
  "LoaType",
  "resultCode",
  "resultMessage",
] as const;
type Texts = Partial<Record<(typeof TEXTS)[number], string>>;
const KNOWN = new Set<string>([
  ...TEXTS,
  ...["TelephoneNumbers", "Errors", "ErrorList", "ResponseStatus", "ExternalTnsOrder", "Order"],
]);

type Level = { texts: Texts; numbers: string[]; errors: WireError[]; unread: UnreadElement[] };

function readLevel(path: string, object: XmlObject): Level {
  const at = (name: string) => (path === "" ? name : `${path}/${name}`);
  const texts: Texts = {};
  const unread = listUnread(path, object, KNOWN);
  for (const name of TEXTS) {
    const value = object[name];
    const text = readText(value);
    if (text !== null) texts[name] = text;
    else if (value !== undefined) unread.push(...listUnread(path, { [name]: value }, new Set()));
  }
  const numbers = readNumbers(at("TelephoneNumbers"), object.TelephoneNumbers);
  const { ResponseStatus: status } = object;
  const parts = [
    readErrors(at("Errors"), object.Errors),
    readErrors(at("ErrorList"), object.ErrorList),
    status === undefined || status === "" || readText(status) !== null
      ? { errors: [], unread: [] }
      : readErrorItem(at("ResponseStatus"), status),
  ];
  const { resultCode, resultMessage } = texts;
  const isRefused = resultCode !== undefined && resultCode !== "" && Number(resultCode) !== 0;
  return {
    texts,
    numbers: numbers.spellings,
    errors: [
      ...parts.flatMap(({ errors }) => errors),
      ...(isRefused ? [{ code: resultCode, text: resultMessage ?? "", numbers: [] }] : []),
    ],
    unread: [...unread, ...numbers.unread, ...parts.flatMap((part) => part.unread)],
  };
}

/** The object and what it wraps, outermost first. A repeated single element is not a level. */
function listLevels(path: string, value: unknown): Level[] {
  if (Array.isArray(value)) {
    if (value.length === 1) return listLevels(path, value[0]);
    const unread = listUnread("", { [path]: value }, new Set());
    return [{ texts: {}, numbers: [], errors: [], unread }];
  }
  if (!isObject(value)) return [];
  const at = (name: string) => (path === "" ? name : `${path}/${name}`);
  return [
    readLevel(path, value),
    ...listLevels(at("ExternalTnsOrder"), value.ExternalTnsOrder),
    ...listLevels(at("Order"), value.Order),
  ];
}

function findFirst(levels: readonly Level[], ...keys: (keyof Texts)[]): string | undefined {
  for (const { texts } of levels)
    for (const key of keys) if (texts[key] !== undefined && texts[key] !== "") return texts[key];
  return undefined;
}

function readAnswer(value: unknown, context: z.RefinementCtx): Answer {
  const levels = listLevels("", value);
  const errors = levels.flatMap((level) => level.errors);
  const unread = levels.flatMap((level) => level.unread);
  const orderId = findFirst(levels, "OrderId");
  const statuses = new Set(levels.flatMap(({ texts }) => texts.ProcessingStatus || []));
  // Two that differ are no status that the page knows.
  const status = statuses.size > 0 ? [...statuses].join(" and ") : undefined;
  if (orderId !== undefined && status !== undefined)
    return {
      order: {
        orderId,
        status,
        reference: findFirst(levels, "CustomerOrderID", "CustomerOrderId") ?? null,
        createdAt: findFirst(levels, "OrderCreateDate") ?? null,
        numbers: levels.flatMap((level) => level.numbers),
        errors,
        unread,
      },
      errors,
      unread,
    };
  if (errors.some(({ code, text }) => code !== null || text !== "")) return { order: null, errors, unread };
  context.addIssue({ code: "custom", message: "neither an order nor an error" });
  return z.NEVER;
}

/** The document's root, with any name: Bandwidth's pages disagree on it. */
const rootOf = (document: XmlObject) => Object.values(document)[0];

export const answerDocument = z
  .record(z.string(), z.unknown())
  .transform((document, context) => readAnswer(rootOf(document), context));

/**
 * A list response: any number of orders, or only errors. `oddCount`: entries that are neither, and those that the count names and the list
 * does not show. Only the documented list can be empty.
 */
export const ordersDocument = z
  .record(z.string(), z.unknown())
  .transform((document, context): { answers: Answer[]; oddCount: number } => {
    const root = rootOf(document);
    if (document.ExternalTnsOrders === "") return { answers: [], oddCount: 0 };
    if (isObject(root) && Array.isArray(root.ExternalTnsOrder)) {
      const parsed = root.ExternalTnsOrder.map((order: unknown) => oneAnswer.safeParse(order));
      const answers = parsed.flatMap(({ data }) => data ?? []);
      const hidden = Math.max(Number(readText(root.TotalCount) ?? 0) - parsed.length, 0) || 0;
      return { answers, oddCount: parsed.length - answers.length + hidden };
    }
    if (isObject(root) && root.TotalCount === "0") return { answers: [], oddCount: 0 };
    return { answers: [readAnswer(root, context)], oddCount: 0 };
  });

const oneAnswer = z.unknown().transform(readAnswer);
