import { z } from "zod";

/** Elements that are lists however often they occur: the parser turns a single one into a scalar otherwise. */
export const LISTS = ["Error", "Errors", "ErrorList", "ExternalTnsOrder", "TelephoneNumber"];

export type WireError = { code: string | null; text: string; numbers: string[] };
export type OrderDocument = {
  orderId: string;
  reference: string | null;
  status: string;
  createdAt: string | null;
  numbers: string[];
  errors: WireError[];
};
/** Either an order, or nothing but errors (whatever the HTTP status says). */
export type Answer = { order: OrderDocument; errors: WireError[] } | { order: null; errors: WireError[] };

const text = z.string().trim();
const oneNumber = z.union([text, z.looseObject({ FullNumber: text }).transform((one) => one.FullNumber)]);
const numberList = z.union([
  text.transform((only) => (only === "" ? [] : [only])),
  z.looseObject({ TelephoneNumber: z.array(oneNumber).default([]) }).transform((list) => list.TelephoneNumber),
]);

/** Number lists stand in `TelephoneNumbers`, or a single number directly in `TelephoneNumber`. */
const errorItem = z
  .looseObject({
    Code: text.optional(),
    ErrorCode: text.optional(),
    Description: text.optional(),
    Message: text.optional(),
    TelephoneNumbers: numberList.optional(),
    TelephoneNumber: z.array(oneNumber).optional(),
  })
  .transform((item): WireError => {
    const code = item.Code ?? item.ErrorCode ?? null;
    return {
      code: code === "" ? null : code,
      text: item.Description ?? item.Message ?? "",
      numbers: [...(item.TelephoneNumbers ?? []), ...(item.TelephoneNumber ?? [])].filter((number) => number !== ""),
    };
  });

/** `Errors` is a container of `Error`, or itself the error, repeated; `<Errors/>` is none. */
const errorBlocks = z
  .array(
    z.union([
      z.literal("").transform((): WireError[] => []),
      z.looseObject({ Error: z.array(errorItem) }).transform((block) => block.Error),
      errorItem.transform((item) => [item]),
    ]),
  )
  .transform((blocks) => blocks.flat().filter((error) => error.code !== null || error.text !== ""));

/** One level of an answer. The page nests an order's fields in `Order`, the later specification does not. */
const level = z.looseObject({
  OrderId: text.optional(),
  CustomerOrderID: text.optional(),
  CustomerOrderId: text.optional(),
  ProcessingStatus: text.optional(),
  OrderCreateDate: text.optional(),
  TelephoneNumbers: numberList.optional(),
  Errors: errorBlocks.optional(),
  ErrorList: errorBlocks.optional(),
  ResponseStatus: z.union([text.transform(() => null), errorItem]).optional(),
  resultCode: text.optional(),
  resultMessage: text.optional(),
});
type Level = z.output<typeof level>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object and what it wraps, outermost first. */
function listLevels(value: unknown): Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.length === 1 ? listLevels(value[0]) : [];
  return isObject(value) ? [value, ...listLevels(value.ExternalTnsOrder), ...listLevels(value.Order)] : [];
}

function findFirst<K extends keyof Level>(levels: readonly Level[], ...keys: K[]): Level[K] | undefined {
  for (const one of levels) for (const key of keys) if (one[key] !== undefined && one[key] !== "") return one[key];
  return undefined;
}

function toAnswer(levels: readonly Level[]): Answer | null {
  const errors = levels.flatMap((one) => [
    ...(one.Errors ?? []),
    ...(one.ErrorList ?? []),
    ...(one.ResponseStatus ? [one.ResponseStatus] : []),
    ...(one.resultCode !== undefined && Number(one.resultCode) !== 0
      ? [{ code: one.resultCode, text: one.resultMessage ?? "", numbers: [] }]
      : []),
  ]);
  const orderId = findFirst(levels, "OrderId");
  const status = findFirst(levels, "ProcessingStatus");
  if (orderId === undefined || status === undefined) return errors.length === 0 ? null : { order: null, errors };
  return {
    order: {
      orderId,
      status,
      reference: findFirst(levels, "CustomerOrderID", "CustomerOrderId") ?? null,
      createdAt: findFirst(levels, "OrderCreateDate") ?? null,
      numbers: levels.flatMap((one) => one.TelephoneNumbers ?? []),
      errors,
    },
    errors,
  };
}

function readAnswer(value: unknown, context: z.RefinementCtx): Answer {
  const parsed = z.array(level).safeParse(listLevels(value));
  const answer = parsed.success ? toAnswer(parsed.data) : null;
  if (answer) return answer;
  context.addIssue({ code: "custom", message: parsed.error?.message ?? "neither an order nor an error" });
  return z.NEVER;
}

/** The single root of a document, whatever its name: Bandwidth's own pages disagree on it. */
const rootOf = (document: Readonly<Record<string, unknown>>) => Object.values(document)[0];

export const answerDocument = z
  .record(z.string(), z.unknown())
  .transform((document, context) => readAnswer(rootOf(document), context));

/** Answer of the list: any number of orders, or errors alone. */
export const ordersDocument = z.record(z.string(), z.unknown()).transform((document, context): Answer[] => {
  const root = rootOf(document);
  if (root === "") return [];
  if (isObject(root) && Array.isArray(root.ExternalTnsOrder))
    return root.ExternalTnsOrder.map((order: unknown) => readAnswer(order, context));
  if (isObject(root) && root.TotalCount === "0") return [];
  return [readAnswer(root, context)];
});
