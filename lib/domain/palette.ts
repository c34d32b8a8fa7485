import { parseNumberList } from "./number-list";
import type { LabelAct, NumberSelection } from "./number-edit";
import { matchCommands, type MatchedCommand, PALETTE_COMMANDS, type PaletteCommand } from "./palette-commands";
import { can, type Role } from "./permissions";
import { formatNational, phoneNumber, type PhoneNumber } from "./phone-number";
import type { SearchAnswer, SearchHit } from "./search-hit";

/** A change of customer or tag that is to be asked about. `text`: what the field begins with. */
export type LabelRequest = { act: LabelAct; selection: NumberSelection; text: string };

/** A row of the palette. `lookup` makes a list of what was typed or pasted, `labels` asks in a dialog; the others open `href`. */
export type PaletteItem =
  | { type: "hit"; id: string; hit: SearchHit; href: string }
  | { type: "command"; id: string; label: string; target: string | null; state: SearchHit["state"]; href: string }
  | { type: "labels"; id: string; label: string; target: string; state: SearchHit["state"]; request: LabelRequest }
  | { type: "lookup"; id: string; label: string }
  | { type: "page"; id: string; label: string; href: string };

export type PaletteGroup = { heading: string | null; items: PaletteItem[] };

export type PalettePage = { href: string; label: string };

/** What is asked of the portal for a text: what follows the phrase of a command, else the text itself. Empty: nothing. */
export function readPaletteQuery(text: string, role: Role): string {
  const [first] = matchCommands(text, role);
  if (!first?.isWhole) return text.trim();
  return first.command.takes === "campaign" ? (first.rest.split(" ")[0] ?? "") : first.rest;
}

/** How many numbers a text has, where it is more than one; a single number is searched for. */
export function countPasted(text: string): number {
  if ((text.match(/\p{Nd}/gu)?.length ?? 0) < 20) return 0;
  const { valid } = parseNumberList(text);
  return valid.length > 1 ? valid.length : 0;
}

type Input = {
  text: string;
  /** How many numbers the text, or the pasted one behind it, has: see `countPasted`. */
  numbers: number;
  answer: SearchAnswer;
  recent: readonly SearchHit[];
  pages: readonly PalettePage[];
  pathname: string;
  /** What is selected on the page; null: nothing. */
  selection?: NumberSelection | null;
  role: Role;
};
type Page = Pick<Input, "pathname" | "selection">;

/** The rows in their order: the first one is what Enter takes. */
export function listPalette(input: Input): PaletteGroup[] {
  const { text, numbers: pasted, answer, recent, pages, role } = input;
  const typed = text.trim();
  if (typed === "")
    return dropEmpty([
      { heading: "On this page", items: listPageCommands(input, role) },
      { heading: "Recent", items: recent.map((hit) => toHit(hit, "recent")) },
      { heading: "Pages", items: pages.map(toPage) },
    ]);
  const matched = matchCommands(text, role);
  const isCommand = matched.some(({ isWhole }) => isWhole);
  const numbers = isCommand ? 0 : pasted;
  const commands = matched.flatMap((one) => listTargets(one, answer, input));
  const hits = answer.hits.map((hit) => toHit(hit, "hit"));
  const named = pages.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())).map(toPage);
  return dropEmpty([
    {
      heading: null,
      items: numbers > 0 ? [{ type: "lookup", id: "lookup", label: `Look up ${count(numbers)} numbers` }] : [],
    },
    { heading: "Commands", items: isCommand ? commands : [] },
    // What was found stands in the commands already.
    { heading: isCommand ? "Results" : null, items: isCommand && commands.length > 0 ? [] : hits },
    { heading: "Commands", items: isCommand ? [] : [...commands, ...listHitCommands(answer.hits, role)] },
    { heading: "Pages", items: named },
    {
      heading: hits.length === 0 ? "Nearest" : null,
      items: isCommand ? [] : answer.nearest.map((hit) => toHit(hit, "near")),
    },
  ]);
}

const dropEmpty = (groups: PaletteGroup[]) => groups.filter(({ items }) => items.length > 0);
const count = (n: number) => n.toLocaleString("en-US");
const toHit = (hit: SearchHit, group: string): PaletteItem => ({
  type: "hit",
  id: `${group} ${hit.kind} ${hit.key}`,
  hit,
  href: hit.href,
});
const toPage = ({ href, label }: PalettePage): PaletteItem => ({ type: "page", id: `page ${href}`, label, href });

const toCommand = (
  command: PaletteCommand,
  target: string | null,
  href: string,
  state: SearchHit["state"] = null,
): PaletteItem => ({
  type: "command",
  id: `command ${command.id} ${target ?? "-"}`,
  label: command.label,
  target,
  state,
  href,
});

type LabelCommand = Extract<PaletteCommand, { takes: "labels" }>;

const toLabels = (
  command: LabelCommand,
  selection: NumberSelection,
  state: SearchHit["state"] = null,
  text = "",
): PaletteItem => ({
  type: "labels",
  id: `command ${command.id} ${selection.name}`,
  label: command.label,
  target: selection.name,
  state,
  request: { act: command.act, selection, text },
});

const selectOne = (number: PhoneNumber): NumberSelection => ({
  name: formatNational(number),
  source: { list: "given", numbers: [number] },
});

/** What the page selects, or the number that it shows. */
function readSelection({ pathname, selection }: Page): NumberSelection | null {
  if (selection) return selection;
  const place = readPlace(pathname);
  return place?.kind === "number" ? selectOne(place.number) : null;
}

type LabelTarget = { selection: NumberSelection; state?: SearchHit["state"]; text?: string };

/** Numbers that were typed or found; without any digits, what the page has, with the text as the beginning of a name. */
function listLabelTargets(rest: string, hits: readonly SearchHit[], page: Page): LabelTarget[] {
  const typed = rest === "" ? [] : parseNumberList(rest).valid;
  if (typed.length > 1)
    return [{ selection: { name: `${count(typed.length)} numbers`, source: { list: "given", numbers: typed } } }];
  if (/\d{3}/.test(rest))
    return hits.flatMap(({ kind, key, state }) => {
      const number = kind === "number" ? phoneNumber.safeParse(key).data : undefined;
      return number ? [{ selection: selectOne(number), state }] : [];
    });
  const selection = readSelection(page);
  return selection ? [{ selection, text: rest }] : [];
}

/** A command once for each thing that it could be meant for: what was typed, what was found, or what the page shows. */
function listTargets({ command, rest }: MatchedCommand, { hits }: SearchAnswer, page: Page): PaletteItem[] {
  const place = readPlace(page.pathname);
  switch (command.takes) {
    case "nothing":
      return [toCommand(command, null, command.href())];
    case "numbers": {
      const typed = rest === "" ? [] : parseNumberList(rest).valid;
      if (typed.length > 1) return [toCommand(command, `${count(typed.length)} numbers`, command.href(typed))];
      if (rest === "" && place?.kind === "number")
        return [toCommand(command, formatNational(place.number), command.href([place.number]))];
      if (rest !== "")
        return hits.flatMap(({ kind, title, key, state }) => {
          const number = kind === "number" ? phoneNumber.safeParse(key).data : undefined;
          return number ? [toCommand(command, title, command.href([number]), state)] : [];
        });
      return [toCommand(command, "numbers that you enter", command.href([]))];
    }
    case "labels":
      return listLabelTargets(rest, hits, page).map(({ selection, state, text }) =>
        toLabels(command, selection, state, text),
      );
    case "order":
      if (rest === "" && place?.kind === "order") return [toCommand(command, place.ref, command.href(place.ref))];
      return hits.flatMap(({ kind, title, state }) =>
        kind === "order" ? [toCommand(command, title, command.href(title), state)] : [],
      );
    case "campaign": {
      const numbers = parseNumberList(rest.split(" ").slice(1).join(" ")).valid;
      return hits.flatMap(({ kind, title, key, state }) =>
        kind === "campaign" ? [toCommand(command, title, command.href(key, numbers), state)] : [],
      );
    }
  }
}

/** What can be done with the one thing that was found. */
function listHitCommands(hits: readonly SearchHit[], role: Role): PaletteItem[] {
  const [hit, other] = hits;
  if (!hit || other) return [];
  return allowed(role).flatMap((command): PaletteItem[] => {
    const number = hit.kind === "number" ? phoneNumber.safeParse(hit.key).data : undefined;
    if (command.takes === "numbers" && number) return [toCommand(command, hit.title, command.href([number]))];
    if (command.takes === "labels" && number) return [toLabels(command, selectOne(number))];
    if (command.takes === "order" && hit.kind === "order")
      return [toCommand(command, hit.title, command.href(hit.title))];
    if (command.takes === "campaign" && hit.kind === "campaign")
      return [toCommand(command, hit.title, command.href(hit.key, []))];
    return [];
  });
}

const allowed = (role: Role) => PALETTE_COMMANDS.filter(({ permission }) => can(role, permission));

/** The number or order that an address shows. */
function readPlace(pathname: string) {
  const [, section, name = ""] = pathname.split("/");
  if (section === "orders" && /^[A-Z0-9-]{4,40}$/.test(name)) return { kind: "order" as const, ref: name };
  const number = section === "numbers" ? phoneNumber.safeParse(safeDecode(name)) : null;
  return number?.success ? { kind: "number" as const, number: number.data } : null;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function listPageCommands(page: Page, role: Role): PaletteItem[] {
  const place = readPlace(page.pathname);
  const selection = readSelection(page);
  return allowed(role).flatMap((command): PaletteItem[] => {
    if (command.takes === "labels") return selection ? [toLabels(command, selection)] : [];
    if (!place) return [];
    if (place.kind === "number" && command.takes === "numbers")
      return [toCommand(command, formatNational(place.number), command.href([place.number]))];
    if (place.kind === "order" && command.takes === "order")
      return [toCommand(command, place.ref, command.href(place.ref))];
    return [];
  });
}

/** What of an address is kept as recent: the record that it shows. Null where it shows none. */
export function readVisit(pathname: string): { kind: SearchHit["kind"]; key: string } | null {
  const [, section = "", name = ""] = pathname.split("/");
  const place = readPlace(pathname);
  if (place?.kind === "number") return { kind: "number", key: place.number };
  if (!/^[\w-]{4,60}$/.test(name)) return null;
  if (section === "orders") return { kind: "order", key: name };
  const kind = VISITED[section];
  return kind && UUID.test(name) ? { kind, key: name } : null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const VISITED: Readonly<Record<string, SearchHit["kind"] | undefined>> = {
  campaigns: "campaign",
  brands: "brand",
  customers: "customer",
  uploads: "upload",
  lookup: "lookup",
};
