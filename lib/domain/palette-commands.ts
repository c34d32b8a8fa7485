import type { LabelAct } from "./number-edit";
import { can, type Permission, type Role } from "./permissions";
import { toTenDigits, type PhoneNumber } from "./phone-number";

export type PaletteCommand = {
  id: string;
  /** Before the target: "Turn SMS off for" (303) 555-1200. */
  label: string;
  /** What is typed for it, in lower case, the shortest first. */
  phrases: readonly string[];
  permission: Permission;
} & (
  | { takes: "numbers"; href: (numbers: readonly PhoneNumber[]) => string }
  | { takes: "order"; href: (ref: string) => string }
  | { takes: "campaign"; href: (rowId: string, numbers: readonly PhoneNumber[]) => string }
  /** Of numbers that are typed, found, open or selected on the page. */
  | { takes: "labels"; act: LabelAct }
  | { takes: "nothing"; href: () => string }
);

const join = (numbers: readonly PhoneNumber[]) => numbers.map(toTenDigits).join(",");
const addNumbers = (path: string, numbers: readonly PhoneNumber[]) =>
  numbers.length === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}numbers=${join(numbers)}`;
const openNumber = ([number]: readonly PhoneNumber[]) =>
  number ? `/numbers/${encodeURIComponent(number)}` : "/numbers";

/** Each leads to the form or page that does it, with the friction that it has there. */
export const PALETTE_COMMANDS: readonly PaletteCommand[] = [
  {
    id: "sms-on",
    label: "Turn SMS on for",
    phrases: ["sms on", "turn sms on", "enable sms"],
    permission: "orders:write",
    takes: "numbers",
    href: (numbers) => addNumbers("/sms?do=on", numbers),
  },
  {
    id: "sms-off",
    label: "Turn SMS off for",
    phrases: ["sms off", "turn sms off", "disable sms"],
    permission: "orders:write",
    takes: "numbers",
    href: (numbers) => addNumbers("/sms?do=off", numbers),
  },
  {
    id: "webhook",
    label: "Set the webhook of",
    phrases: ["webhook", "set webhook"],
    permission: "orders:write",
    takes: "numbers",
    href: (numbers) => addNumbers("/sms?do=webhook", numbers),
  },
  {
    id: "import",
    label: "Import",
    phrases: ["import"],
    permission: "orders:write",
    takes: "numbers",
    href: (numbers) => addNumbers("/import", numbers),
  },
  {
    id: "read",
    label: "Read at the carriers:",
    phrases: ["read", "refresh", "check"],
    permission: "numbers:refresh",
    takes: "numbers",
    href: openNumber,
  },
  {
    id: "orders-of",
    label: "Orders of",
    phrases: ["orders of", "orders with"],
    permission: "orders:read",
    takes: "numbers",
    href: ([number]) => (number ? `/orders?number=${encodeURIComponent(number)}` : "/orders"),
  },
  {
    id: "retry",
    label: "Retry failed numbers of",
    phrases: ["retry"],
    permission: "orders:write",
    takes: "order",
    href: (ref) => `/orders/${ref}?state=failed`,
  },
  {
    id: "stop",
    label: "Pause or stop",
    phrases: ["stop", "pause", "cancel", "resume"],
    permission: "orders:write",
    takes: "order",
    href: (ref) => `/orders/${ref}`,
  },
  {
    id: "undo",
    label: "Undo",
    phrases: ["undo", "reverse"],
    permission: "orders:write",
    takes: "order",
    href: (ref) => `/orders/${ref}?state=confirmed`,
  },
  {
    id: "assign",
    label: "Assign numbers to",
    phrases: ["assign"],
    permission: "orders:write",
    takes: "campaign",
    href: (rowId, numbers) => addNumbers(`/campaigns/assign?campaign=${rowId}`, numbers),
  },
  {
    id: "set-customer",
    label: "Assign customer of",
    phrases: ["customer", "assign customer", "set customer"],
    permission: "customers:write",
    takes: "labels",
    act: "set-customer",
  },
  {
    id: "add-tag",
    label: "Add tag to",
    phrases: ["tag", "add tag"],
    permission: "numbers:annotate",
    takes: "labels",
    act: "add-tag",
  },
  {
    id: "remove-tag",
    label: "Remove tag from",
    phrases: ["untag", "remove tag"],
    permission: "numbers:annotate",
    takes: "labels",
    act: "remove-tag",
  },
  {
    id: "tags",
    label: "Manage tags",
    phrases: ["tags", "manage tags", "rename tag", "delete tag", "merge tags"],
    permission: "numbers:read",
    takes: "nothing",
    href: () => "/customers/tags",
  },
  {
    id: "lookup",
    label: "Look up a list of numbers",
    phrases: ["lookup", "look up", "paste"],
    permission: "numbers:read",
    takes: "nothing",
    href: () => "/lookup",
  },
  {
    id: "upload",
    label: "Upload a file of orders",
    phrases: ["upload", "new upload"],
    permission: "orders:write",
    takes: "nothing",
    href: () => "/uploads",
  },
  {
    id: "buy",
    label: "Find numbers to buy",
    phrases: ["buy", "find numbers", "order numbers"],
    permission: "inventory:read",
    takes: "nothing",
    href: () => "/inventory",
  },
  {
    id: "coverage",
    label: "Show coverage",
    phrases: ["coverage", "map"],
    permission: "inventory:read",
    takes: "nothing",
    href: () => "/inventory/coverage",
  },
  {
    id: "cart",
    label: "Open the cart",
    phrases: ["cart"],
    permission: "inventory:read",
    takes: "nothing",
    href: () => "/inventory/cart",
  },
  {
    id: "failed",
    label: "Show orders with failed numbers",
    phrases: ["failed orders", "failed"],
    permission: "orders:read",
    takes: "nothing",
    href: () => "/orders?attention=failed",
  },
];

/** A command and what follows its phrase. `isWhole`: the whole phrase was typed. */
export type MatchedCommand = { command: PaletteCommand; rest: string; isWhole: boolean };

const MIN_TYPED = 2;

/** The commands that a text begins with, or is the beginning of; a text with a whole phrase asks for that command alone. */
export function matchCommands(text: string, role: Role): MatchedCommand[] {
  const typed = text.trimStart().toLowerCase().replace(/\s+/g, " ");
  if (typed.trim().length < MIN_TYPED) return [];
  const matched = PALETTE_COMMANDS.filter(({ permission }) => can(role, permission)).flatMap(
    (command): MatchedCommand[] => {
      const whole = findWhole(command, typed);
      if (whole !== "")
        return [{ command, rest: text.trimStart().replace(/\s+/g, " ").slice(whole.length).trim(), isWhole: true }];
      const isBegun = command.phrases.some((phrase) => phrase.startsWith(typed));
      return isBegun ? [{ command, rest: "", isWhole: false }] : [];
    },
  );
  const whole = matched.filter(({ isWhole }) => isWhole);
  if (whole.length === 0) return matched;
  // "assign customer" is not meant for "assign".
  const longest = Math.max(...whole.map(({ command }) => findWhole(command, typed).length));
  return whole.filter(({ command }) => findWhole(command, typed).length === longest);
}

/** The longest phrase that the text is or begins with; empty: none. */
const findWhole = ({ phrases }: PaletteCommand, typed: string): string =>
  phrases
    .filter((phrase) => typed === phrase || typed.startsWith(`${phrase} `))
    .reduce((longest, phrase) => (phrase.length > longest.length ? phrase : longest), "");
