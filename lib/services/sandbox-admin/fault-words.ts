import { z } from "zod";
import { playedCarrier } from "./played-carriers";

const status = z.coerce
  .number("Expected a status such as 503.")
  .int("Expected a whole number such as 503.")
  .min(200, "Expected a status from 200 to 599.")
  .max(599, "Expected a status from 200 to 599.");
const effect = z.boolean().default(false);
const positive = (words: string) => z.coerce.number(words).positive(words);
const blank = (text: string | undefined) => (text === undefined || text.trim() === "" ? undefined : text.trim());
const optionalText = z.string().max(500, "Use at most 500 characters.").optional().transform(blank);

/** Successes that no carrier's page shows. */
const UNDOCUMENTED_FORMS = ["page", "xml", "object", "empty", "wrongType", "noHeaders"] as const;
export const UNDOCUMENTED_LABELS = {
  page: "A web page",
  xml: "The XML <x/>",
  object: "The JSON {}",
  empty: "Nothing",
  wrongType: "Its own answer, called a web page",
  noHeaders: "Its own answer, without its headers",
} as const satisfies Record<(typeof UNDOCUMENTED_FORMS)[number], string>;

/** One way of going wrong, as lib/sandbox/README.md documents it. Blank texts fall away, numbers may come as text. */
export const fault = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("status"),
    status,
    effect,
    envelope: optionalText,
    code: optionalText,
    text: optionalText,
  }),
  z.object({ kind: z.literal("emptyBody"), status, effect }),
  z.object({ kind: z.literal("htmlPage"), status, effect }),
  z.object({ kind: z.literal("garbage"), status, effect }),
  z.object({ kind: z.literal("truncatedBody"), how: z.enum(["short", "cut"]) }),
  z.object({ kind: z.literal("slowBody"), bytesPerSecond: positive("Expected bytes per second, such as 50.") }),
  z.object({ kind: z.literal("latency"), ms: positive("Expected milliseconds, such as 2000.") }),
  z.object({ kind: z.literal("hang"), effect }),
  z.object({ kind: z.literal("resetBefore") }),
  z.object({ kind: z.literal("resetAfter") }),
  z.object({ kind: z.literal("wrongLength207"), by: z.coerce.number().int("Expected a whole number such as -1.") }),
  z.object({
    kind: z.literal("rateLimited"),
    unit: z.enum(["seconds", "milliseconds"]),
    resetInMs: positive("Expected milliseconds, such as 2000."),
    header: z.enum(["x-ratelimit-reset", "retry-after", "none"]),
  }),
  z.object({
    kind: z.literal("echoCredentials"),
    /** Blank: the carrier's own answer, with the credentials added. */
    status: z.preprocess((value) => (value === "" ? undefined : value), status.optional()),
    effect,
  }),
  z.object({ kind: z.literal("malformedXml") }),
  z.object({ kind: z.literal("xmlDoctype") }),
  z.object({
    kind: z.literal("extraNumber"),
    named: z.string().regex(/^[\d+() .-]{3,20}$/, "Expected a number such as 9195550142."),
  }),
  z.object({ kind: z.literal("undocumented"), form: z.enum(UNDOCUMENTED_FORMS), status, effect }),
  z.object({ kind: z.literal("oddItem"), at: z.coerce.number().int("Expected a whole number such as 0.").min(0) }),
  z.object({ kind: z.literal("emptyErrors") }),
  z.object({
    kind: z.literal("extraElement"),
    element: z.string().regex(/^[A-Za-z]\w{0,40}$/, "Expected the name of an element such as TrackingId."),
    text: z.string().max(200, "Use at most 200 characters."),
  }),
]);
export type Fault = z.output<typeof fault>;
export type FaultKind = Fault["kind"];

export const faultRule = z.object({
  id: z.string(),
  carrier: playedCarrier.optional(),
  endpoint: z.string().optional(),
  number: z.string().optional(),
  probability: z.number(),
  times: z.number().optional(),
  /** How often it struck. */
  struck: z.number(),
  fault,
});
export type FaultRule = z.output<typeof faultRule>;

export const FAULT_KINDS = {
  status: { label: "An error status", meaning: "Answers with a status of your choice, in the carrier's own form." },
  emptyBody: { label: "An empty answer", meaning: "The status is there, the body is empty." },
  htmlPage: { label: "An HTML page", meaning: "A gateway's error page instead of the carrier's answer." },
  garbage: { label: "Nonsense", meaning: "Well-formed, but nothing that the contract knows." },
  truncatedBody: { label: "A cut answer", meaning: "The carrier acts; half of its answer arrives." },
  slowBody: { label: "A dripping answer", meaning: "The carrier acts; its answer comes a few bytes at a time." },
  latency: { label: "A delay", meaning: "The call waits before the carrier acts. May come with another fault." },
  hang: { label: "Silence", meaning: "The connection stays open and nothing ever comes." },
  resetBefore: { label: "Connection lost before the effect", meaning: "Reset; the carrier has done nothing." },
  resetAfter: { label: "Connection lost after the effect", meaning: "The carrier has acted; the answer is lost." },
  wrongLength207: {
    label: "A list of the wrong length",
    meaning: "The carrier acts; its 207 names too few or too many.",
  },
  rateLimited: { label: "Too many requests (429)", meaning: "Refused; the carrier says when to come back." },
  echoCredentials: {
    label: "Credentials repeated",
    meaning: "The answer repeats the account's credentials in its texts and headers, in many spellings.",
  },
  malformedXml: { label: "Broken XML", meaning: "The carrier acts; the last closing tag is missing." },
  xmlDoctype: { label: "XML with a DOCTYPE", meaning: "The carrier acts; its answer declares an entity." },
  extraNumber: {
    label: "A number nobody asked for",
    meaning: "The carrier acts; the order's XML lists one number too many.",
  },
  undocumented: { label: "A success of another form", meaning: "A 2xx that is not the answer of the carrier's page." },
  oddItem: { label: "An odd entry in a list", meaning: "One entry of a JSON list is not of the documented form." },
  emptyErrors: { label: "An order without its errors", meaning: "The order's XML says nothing of its errors." },
  extraElement: { label: "An unlisted element", meaning: "The order's XML holds an element that no page lists." },
} as const satisfies Record<FaultKind, { label: string; meaning: string }>;

/** One line about what happens, with its figures. */
export function describeFault(given: Fault): string {
  switch (given.kind) {
    case "status":
      return `Answers ${given.status}${describeWords(given.code, given.text)}${describeEffect(given.effect)}`;
    case "emptyBody":
      return `Answers ${given.status} with nothing in it${describeEffect(given.effect)}`;
    case "htmlPage":
      return `Answers ${given.status} with an HTML page${describeEffect(given.effect)}`;
    case "garbage":
      return `Answers ${given.status} with nonsense${describeEffect(given.effect)}`;
    case "truncatedBody":
      return given.how === "cut"
        ? "Loses the connection halfway through its answer"
        : "Sends half a document as a whole";
    case "slowBody":
      return `Answers at ${given.bytesPerSecond} bytes per second`;
    case "latency":
      return `Waits ${given.ms} ms`;
    case "hang":
      return `Never answers${describeEffect(given.effect)}`;
    case "wrongLength207":
      return `Its list has ${Math.abs(given.by)} too ${given.by < 0 ? "few" : "many"}`;
    case "rateLimited":
      return given.header === "none"
        ? "Answers 429 without saying until when"
        : `Answers 429, free again in ${given.resetInMs} ms (${given.header} in ${given.unit})`;
    case "echoCredentials":
      return given.status === undefined
        ? "Its own answer, with the account's credentials in it"
        : `Answers ${given.status} with the account's credentials in it${describeEffect(given.effect)}`;
    case "extraNumber":
      return `Its order also lists ${given.named}`;
    case "undocumented":
      return `Answers ${given.status} with something undocumented: ${UNDOCUMENTED_LABELS[given.form]}${describeEffect(given.effect)}`;
    case "oddItem":
      return `Entry ${given.at + 1} of its list is odd`;
    case "extraElement":
      return `Its order also holds the element ${given.element}`;
    default:
      return FAULT_KINDS[given.kind].label;
  }
}

const describeWords = (code: string | undefined, text: string | undefined) => {
  const words = [code, text].filter((part) => part !== undefined).join(": ");
  return words === "" ? "" : ` “${words}”`;
};
const describeEffect = (hasEffect: boolean) => (hasEffect ? ", after it has acted" : ", without acting");
