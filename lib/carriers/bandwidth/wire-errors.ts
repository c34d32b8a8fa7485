import {
  isObject,
  listUnread,
  readNumbers,
  readText,
  toUnread,
  type UnreadElement,
  type XmlObject,
} from "./wire-elements";

/** `numbers` as the carrier spells them; none: the error names no number. */
export type WireError = { code: string | null; text: string; numbers: string[] };
export type ReadErrors = { errors: WireError[]; unread: UnreadElement[] };

const ITEM = new Set(["Code", "ErrorCode", "Description", "Message", "TelephoneNumbers", "TelephoneNumber"]);
const join = (parts: readonly ReadErrors[]): ReadErrors => ({
  errors: parts.flatMap(({ errors }) => errors),
  unread: parts.flatMap(({ unread }) => unread),
});

/** One error, in any of the forms that the pages show. What says nothing that we can read is an element that is not read. */
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

/** `Errors` is a container of `Error`, or itself the error, repeated; `<Errors/>` is none. */
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
