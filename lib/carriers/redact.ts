import { createHash } from "node:crypto";
import { listBase64Cores, spellBothAlphabets, spellSecret } from "./spell-secret";

const MASK = "[redacted]";
const SECRET_FIELD =
  /^(api_?key|authorization|cookie|set-cookie|pass(word|wd)?|secret|token|access_token|user_?name|signature)$/i;
const LOOSE_JSON_FIELD =
  /("(?:api_?key|pass(?:word|wd)?|secret|token|access_token|user_?name|signature)"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/gi;
const QUERY_FIELD = /([?&](?:api_?key|password|secret|token|username)=)[^&#]*/gi;

/** Shorter values are redacted only as whole words, to keep ordinary text; the shortest are not redacted. */
const ANYWHERE_FROM = 8;
const MIN_LENGTH = { secret: 4, userName: 3 };
/** Fetched tokens are renewed; the latest ones are remembered. */
const MAX_TOKENS = 20;
/** A shorter part could match unrelated text. */
const MIN_CORE_LENGTH = 8;

/** Replaces the signature in a stored callback; nobody can forge it without knowing the secret. */
export const markSecret = (secret: string): string =>
  `[redacted-${createHash("sha256").update(`callback:${secret}`).digest("hex").slice(0, 32)}]`;

export type Credentials = { secrets: readonly string[]; userNames: readonly string[] };
export type Redactor = ReturnType<typeof createRedactor>;

/**
 * Redacts secrets by field name, and by value where a carrier repeats one: plain, escaped, or in Base64, also together with a
 * user name.
 */
export function createRedactor(secretValues: readonly string[]) {
  let secrets = [...secretValues];
  let userNames: readonly string[] = [];
  let tokens: readonly string[] = [];
  let patterns = compile();

  function compile() {
    const hidden = [...secrets, ...tokens];
    const pairs = [...userNames, ...secrets].flatMap((user) => secrets.map((secret) => `${user}:${secret}`));
    const patternsOfSecrets = [...spellBase64([...pairs, ...hidden]), ...spellAll(hidden, MIN_LENGTH.secret)];
    const patternsOfNames = [...spellBase64(userNames), ...spellAll(userNames, MIN_LENGTH.userName)];
    return {
      secrets: toExpression(patternsOfSecrets),
      all: toExpression([...patternsOfSecrets, ...patternsOfNames]),
    };
  }

  const hideSecrets = (text: string) => (patterns.secrets ? text.replace(patterns.secrets, MASK) : text);
  const hideAll = (text: string) => (patterns.all ? text.replace(patterns.all, MASK) : text);

  return {
    addCredentials(more: Credentials) {
      secrets = [...new Set([...secrets, ...more.secrets])];
      userNames = [...new Set([...userNames, ...more.userNames])];
      patterns = compile();
    },
    addToken(token: string) {
      if (tokens.includes(token)) return;
      tokens = [token, ...tokens].slice(0, MAX_TOKENS);
      patterns = compile();
    },
    /** Secrets only, for values that are used again: in a URL, a user name may be part of a domain. */
    hideSecrets,
    /** The same for a callback that is stored before it is read. */
    hideInCallback(raw: string, signature: string | undefined): string {
      const own = toExpression(signature === undefined ? [] : spellAll([signature], MIN_LENGTH.secret));
      return hideSecrets(own && signature ? raw.replace(own, markSecret(signature)) : raw);
    },
    /** Secrets and user names, by value. */
    hideAll,
    redactHeaders: (headers: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, SECRET_FIELD.test(name) ? MASK : hideAll(value)]),
      ),
    redactUrl: (url: string) => hideAll(url.replace(/\/\/[^/@]*@/, `//${MASK}@`).replace(QUERY_FIELD, `$1${MASK}`)),
    redactText: (text: string) => hideAll(redactJson(text) ?? text.replace(LOOSE_JSON_FIELD, `$1"${MASK}"`)),
  };
}

const byLength = (a: string, b: string) => b.length - a.length;

const toExpression = (patterns: readonly string[]) =>
  patterns.length === 0 ? null : new RegExp(patterns.join("|"), "g");

const spellAll = (texts: readonly string[], shortest: number): string[] =>
  [...new Set(texts)]
    .filter((text) => text.length >= shortest)
    .sort(byLength)
    .map((text) =>
      text.length >= ANYWHERE_FROM ? spellSecret(text) : `(?<![A-Za-z0-9])${spellSecret(text)}(?![A-Za-z0-9])`,
    );

/** Each text as a whole, and its parts within the Base64 of a longer text. */
function spellBase64(texts: readonly string[]): string[] {
  const wholes = texts.flatMap((text) => spellBothAlphabets(Buffer.from(text, "utf8").toString("base64")));
  return [...new Set([...wholes, ...texts.flatMap(listBase64Cores)].map((base64) => base64.replace(/=+$/, "")))]
    .filter((base64) => base64.length >= MIN_CORE_LENGTH)
    .sort(byLength)
    .map((base64) => `${spellSecret(base64, { isPlain: true })}(?:=|%3[dD]){0,2}`);
}

function redactJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), (key, value: unknown) =>
      SECRET_FIELD.test(key) && value !== null && value !== undefined ? MASK : value,
    );
  } catch {
    return null;
  }
}
