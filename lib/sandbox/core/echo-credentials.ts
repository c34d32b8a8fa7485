import { type SandboxDefinition } from "../sandbox";
import { type Exchange, isRecord, readBasic, readJson, type Reply } from "./exchange";

/** The ways in which a carrier may repeat a text: as it is, in Base64, percent-encoded, escaped for XML and for JSON. */
export function spellEveryWay(text: string): string[] {
  const everyByte = (spell: (byte: number) => string) => [...Buffer.from(text, "utf8")].map(spell).join("");
  return [
    text,
    Buffer.from(text, "utf8").toString("base64"),
    everyByte((byte) => `%${byte.toString(16)}`),
    everyByte((byte) => `&#${byte};`),
    everyByte((byte) => `&#x${byte.toString(16)};`),
    everyByte((byte) => `\\u00${byte.toString(16)}`),
  ];
}

/** The credentials of a carrier's account and those that came with the request, in every spelling. */
export function listEchoes(
  { echoed: { userNames: users, secrets } }: Pick<SandboxDefinition, "echoed">,
  { headers }: Pick<Exchange, "headers">,
  granted: string[],
): string[] {
  const basic = readBasic(headers.authorization);
  const bearer = /^Bearer\s+(\S+)/i.exec(headers.authorization ?? "")?.[1];
  const known = [...users, ...secrets, ...granted, ...(basic ? [basic.password] : []), ...(bearer ? [bearer] : [])];
  const pairs = [...users, ...secrets].flatMap((user) => secrets.map((secret) => `${user}:${secret}`));
  return [
    ...new Set([
      ...known.flatMap(spellEveryWay),
      ...pairs.map((pair) => `Basic ${Buffer.from(pair, "utf8").toString("base64")}`),
    ]),
  ];
}

const TEXT_FIELD = /^(message|messages|error|description|detail|text|reason|name|rateCenter|event|gateway)$/i;

/** The answer with the credentials in its headers, in a member that no contract lists, and at the end of each text. */
export function addEcho(definition: Pick<SandboxDefinition, "echoed">, exchange: Exchange, reply: Reply): Reply {
  const parsed = readJson(reply.body);
  const token = isRecord(parsed) && typeof parsed.token === "string" ? [parsed.token] : [];
  const echo = listEchoes(definition, exchange, token).join(" ");
  const headers = { ...reply.headers, "x-echo": echo };
  if (parsed !== undefined) return { ...reply, headers, body: JSON.stringify(addToTexts(parsed, ` ${echo}`)) };
  const escaped = echo.replace(/&/g, "&amp;");
  const body = reply.body.replace(/<\/(Description|Message|LastModifiedBy)>/g, ` ${escaped}</$1>`);
  return {
    ...reply,
    headers,
    body: body.replace(/<\/[^>]+>\s*$/, (end) => `<!-- ${echo.replaceAll("--", "")} -->${end}`),
  };
}

function addToTexts(value: unknown, echo: string): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => addToTexts(one, echo));
  if (!isRecord(value)) return value;
  const changed = Object.entries(value).map(([key, one]) =>
    typeof one === "string" && TEXT_FIELD.test(key) ? [key, one + echo] : [key, addToTexts(one, echo)],
  );
  return { ...Object.fromEntries(changed), echo };
}
