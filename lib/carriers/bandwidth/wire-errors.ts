import {
  isObject,
  listUnread,
  readNumbers,
  readText,
  toUnread,
  type UnreadElement,
  type XmlObject,
} from "./wire-elements";

/** `numbers` as spelled by the carrier; empty if the error names none. */
export type WireError = { code: string | null; text: string; numbers: string[] };
export type ReadErrors = { errors: WireError[]; unread: UnreadElement[] };

const ITEM = new Set(["Code", "ErrorCode", "Description", "Message", "TelephoneNumbers", "TelephoneNumber"]);
const join = (parts: readonly ReadErrors[]): ReadErrors => ({
  errors: parts.flatMap(({ errors }) => errors),
  unread: parts.flatMap(({ unread }) => unread),
});

/** One error in any documented form. Without readable content it counts as an unread element. */
export function readErrorItem(path: string, value: unknown): ReadErrors {
  const text = readText(value);
  if (text !== null && text !== "") return { errors: [{ code: null, text, numbers: [] }], unread: [] };
  if (!isObject(value)) return { errors: [], unread: [{ ...toUnread(path, value), isError: true }] };
  const numbers = [
    readNumbers(`${path}/TelephoneNumbers`, value.TelephoneNumbers),
    readNumbers(`${path}/TelephoneNumber`, value.TelephoneNumber),
  ];
  const code = readText(value.Code) ?? readText(value.ErrorCode) ?? "";
  const error = {
    code: code === "" ? null : code,
    text: readText(value.Description) ?? readText(value.Message) ?? "",
    numbers: numbers.flatMap(({ spellings }) => spellings),
  };
  const isBlank = error.code === null && error.text === "" && error.numbers.length === 0;
  const unread = [...listUnread(path, value, ITEM), ...numbers.flatMap((part) => part.unread)];
  return isBlank
    ? { errors: [], unread: unread.length > 0 ? unread : [{ ...toUnread(path, value), isError: true }] }
    : { errors: [error], unread };
}

/** `Errors` contains `Error` elements, or is itself a repeated error; `<Errors/>` is none. */
export function readErrors(path: string, value: unknown): ReadErrors {
  if (value === undefined || value === "") return { errors: [], unread: [] };
  if (Array.isArray(value)) return join(value.map((block) => readErrors(path, block)));
  if (!isObject(value) || value.Error === undefined) return readErrorItem(path, value);
  const { Error: items, ...rest }: XmlObject = value;
  const inner = Array.isArray(items) ? items : [items];
  return join([
    ...inner.map((item: unknown) => readErrorItem(`${path}/Error`, item)),
    ...(Object.keys(rest).length > 0 ? [{ errors: [], unread: listUnread(path, rest, new Set()) }] : []),
  ]);
}
