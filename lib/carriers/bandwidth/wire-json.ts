import { z } from "zod";

const text = z.union([z.string(), z.number()]).transform(String);
const maybeText = text.nullish().transform((value) => (value === "" ? null : (value ?? null)));

/** `https://…/users/u-1/messages/m-2` or `/v1/users/u-1/applications/a-3` → the last segment. Pages show both forms. */
function readLastSegment(address: string | undefined): string | null {
  const path = address?.trim().split(/[?#]/)[0]?.replace(/\/+$/, "") ?? "";
  const segment = path.slice(path.lastIndexOf("/") + 1);
  return segment === "" ? null : segment;
}

/**
 * The created ID in `Location`: the segment after the collection's name, at the end of an absolute or relative URL. Null for
 * any other URL.
 */
export function readCreatedSegment(address: string | undefined, collection: string): string | null {
  const segments = (address?.trim().split(/[?#]/)[0] ?? "").replace(/\/+$/, "").split("/");
  const id = segments.at(-1) ?? "";
  return segments.at(-2) === collection && id !== "" ? id : null;
}

export const applicationItem = z
  .looseObject({
    id: text,
    name: maybeText,
    incomingMessageUrl: maybeText,
    callbackHttpMethod: maybeText,
  })
  .transform((item) => ({
    id: item.id,
    name: item.name ?? "",
    incomingMessageUrl: item.incomingMessageUrl,
    callbackHttpMethod: item.callbackHttpMethod?.toUpperCase() ?? null,
  }));

export const registeredItem = z
  .looseObject({
    id: text,
    number: text.pipe(z.string().regex(/^\+[1-9]\d{1,14}$/)),
    applicationId: maybeText,
    application: maybeText,
    numberState: maybeText,
  })
  .transform((item) => ({
    id: item.id,
    number: item.number,
    applicationId: item.applicationId ?? readLastSegment(item.application ?? undefined),
    state: item.numberState,
  }));

export const messageItem = z
  .looseObject({
    id: text.optional(),
    messageId: text.optional(),
    state: text,
    deliveryState: maybeText,
    from: text,
    to: text,
    text: maybeText,
    time: maybeText,
    deliveryCode: maybeText,
    deliveryDescription: maybeText,
    tag: maybeText,
  })
  .transform((item, context) => {
    const id = item.id ?? item.messageId;
    if (id === undefined) context.addIssue({ code: "custom", message: "a message without an ID" });
    return {
      id: id ?? "",
      state: item.state,
      deliveryState: item.deliveryState,
      from: item.from,
      to: item.to,
      text: item.text ?? "",
      time: item.time,
      code: item.deliveryCode,
      message: item.deliveryDescription,
      tag: item.tag,
    };
  });

/** `{category, code, message, details}`; the 429 has no message. */
export const errorBody = z.looseObject({ category: maybeText, code: maybeText, message: maybeText });

/** A repeated query parameter is an array; one that has several values has none. */
const once = z.union([
  text,
  z
    .array(text)
    .refine((list) => new Set(list).size === 1, "several values for one name")
    .transform((list) => list[0] ?? ""),
]);
const maybeOnce = once.nullish().transform((value) => (value === "" ? null : (value ?? null)));

/** An unencoded `+` in a query string arrives as a space. */
const party = once
  .transform((value) => {
    const trimmed = value.trim();
    return /^1?[2-9]\d{9}$/.test(trimmed) ? `+1${trimmed.slice(-10)}` : trimmed;
  })
  .pipe(z.string().min(1).max(100));

/** Page, step 6: a GET query or a JSON body with the same names. */
const callbackEvent = z
  .looseObject({
    eventType: maybeOnce.refine((value) => value === null || /^(sms|mms)$/i.test(value), "not a message event"),
    messageId: once.pipe(z.string().min(1).max(200)),
    direction: maybeOnce,
    from: party,
    to: party,
    text: maybeOnce,
    time: maybeOnce,
    state: once.pipe(z.string().min(1)),
    deliveryState: maybeOnce,
    applicationId: maybeOnce,
    deliveryCode: maybeOnce,
    deliveryDescription: maybeOnce,
    tag: maybeOnce,
  })
  .transform((event, context) => {
    const direction = event.direction ?? (event.state === "received" ? "in" : "out");
    if (direction !== "in" && direction !== "out") {
      context.addIssue({ code: "custom", message: "a direction that is neither in nor out" });
      return z.NEVER;
    }
    return {
      messageId: event.messageId,
      direction: direction === "in" ? ("in" as const) : ("out" as const),
      from: event.from,
      to: event.to,
      text: event.text ?? "",
      time: event.time,
      state: event.state,
      deliveryState: event.deliveryState,
      applicationId: event.applicationId,
      code: event.deliveryCode,
      message: event.deliveryDescription,
      tag: event.tag,
    };
  });

export const callbackPayload = z.union([
  z.array(callbackEvent).min(1).max(1_000),
  callbackEvent.transform((event) => [event]),
]);
