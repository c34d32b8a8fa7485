export type XmlObject = Readonly<Record<string, unknown>>;

/**
 * An undocumented element. `isError`: its name or content is about errors. `numbers`: found in its text, ten digits each.
 */
export type UnreadElement = { path: string; text: string; isError: boolean; numbers: string[] };

export const isObject = (value: unknown): value is XmlObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of an element; null if it is absent, repeated or has child elements. */
export const readText = (value: unknown): string | null => (typeof value === "string" ? value.trim() : null);

const MAX_TEXT_CHARACTERS = 300;
const ERROR_NAME = /err|fail|reject|refus|exception|fault|warn|invalid|problem|^(Code|Description|Message)$/i;
const NUMBER_IN_TEXT = /(?<!\d)1?([2-9]\d{9})(?!\d)/g;

const hasErrorName = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasErrorName)
    : isObject(value) && Object.entries(value).some(([name, inner]) => ERROR_NAME.test(name) || hasErrorName(inner));

export function toUnread(path: string, value: unknown): UnreadElement {
  const whole = typeof value === "string" ? value : JSON.stringify(value);
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    path,
    text: whole.slice(0, MAX_TEXT_CHARACTERS),
    isError: whole.trim() !== "" && (ERROR_NAME.test(name) || hasErrorName(value)),
    numbers: [...whole.matchAll(NUMBER_IN_TEXT)].map((match) => match[1] ?? ""),
  };
}

/** The elements of `object` whose names are not in `known`, each listed once. */
export const listUnread = (path: string, object: XmlObject, known: ReadonlySet<string>): UnreadElement[] =>
  Object.entries(object)
    .filter(([name]) => !known.has(name))
    .map(([name, value]) => toUnread(path === "" ? name : `${path}/${name}`, value));

const NUMBER_LIST = new Set(["TelephoneNumber"]);
const FULL_NUMBER = new Set(["FullNumber"]);
const NOTHING = { spellings: [], unread: [] };
type Numbers = { spellings: string[]; unread: UnreadElement[] };

/** Numbers are in `TelephoneNumbers`, or a single one in `TelephoneNumber`, as text or in `FullNumber`. */
export function readNumbers(path: string, value: unknown): Numbers {
  if (value === undefined) return NOTHING;
  const text = readText(value);
  if (text !== null) return { spellings: text === "" ? [] : [text], unread: [] };
  if (Array.isArray(value)) return joinNumbers(value.map((one) => readNumbers(path, one)));
  if (!isObject(value)) return NOTHING;
  const full = readText(value.FullNumber);
  if (full !== null) return { spellings: full === "" ? [] : [full], unread: listUnread(path, value, FULL_NUMBER) };
  const inner = readNumbers(`${path}/TelephoneNumber`, value.TelephoneNumber);
  return { spellings: inner.spellings, unread: [...listUnread(path, value, NUMBER_LIST), ...inner.unread] };
}

const joinNumbers = (parts: readonly Numbers[]): Numbers => ({
  spellings: parts.flatMap(({ spellings }) => spellings),
  unread: parts.flatMap(({ unread }) => unread),
});
