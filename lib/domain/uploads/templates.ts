import { FILE_KINDS, type FileKind } from "./action-names";
import type { ColumnRole } from "./column-role";
import { describeKind } from "./kind-texts";
import { CLEAR } from "./label-wish";
import type { UploadKind } from "./upload";

/**
 * `example` is for reading, never part of the file: a row that stays in it would be acted on. What empties a value is part of its heading,
 * the one place of a file where a hint does no harm.
 */
export type TemplateColumn = { heading: string; role: ColumnRole; isRequired: boolean; example: string; hint: string };
export type UploadTemplate = { kind: UploadKind; label: string; columns: readonly TemplateColumn[]; sentence: string };

const number: TemplateColumn = {
  heading: "TN",
  role: "number",
  isRequired: true,
  example: "2015550123",
  hint: "A US number in any spelling, formatted as text.",
};
const account: TemplateColumn = {
  heading: "Carrier account",
  role: "account",
  isRequired: false,
  example: "",
  hint: "Carrier and label as on the carriers page. Leave it out if all rows are for the same account.",
};
const reference: TemplateColumn = {
  heading: "Our reference",
  role: "reference",
  isRequired: false,
  example: "PO 1234",
  hint: "At most 60 characters.",
};
const note: TemplateColumn = {
  heading: "Note",
  role: "note",
  isRequired: false,
  example: "Main line",
  hint: "Kept with the row.",
};

const labelColumns: readonly TemplateColumn[] = [
  number,
  {
    heading: `Customer or ${CLEAR}`,
    role: "customer",
    isRequired: false,
    example: "Acme Inc.",
    hint: `The customer's name. Empty: stays as it is. ${CLEAR}: taken away.`,
  },
  {
    heading: `Tags or ${CLEAR}`,
    role: "tags",
    isRequired: false,
    example: "vip, main line",
    hint: `Tags to add, between commas. Empty: stay as they are. ${CLEAR}: all others are taken off.`,
  },
  {
    heading: "Tags to take off",
    role: "untag",
    isRequired: false,
    example: "trial",
    hint: "Tags to take off, between commas.",
  },
  { ...note, hint: "Added to the notes on the number, at most 2,000 characters." },
];

const OWN: Record<FileKind, { column?: TemplateColumn; sentence: string }> = {
  "sms-enable": { sentence: "One row per number on which SMS is turned on." },
  "sms-disable": { sentence: "One row per number on which SMS is turned off." },
  remove: {
    sentence: "One row per number that leaves the account. Remove numbers only where they were imported before.",
  },
  "webhook-set": {
    column: {
      heading: "Webhook URL",
      role: "webhook",
      isRequired: true,
      example: "https://example.com/sms",
      hint: "An address that starts with https://.",
    },
    sentence: "One row per number, with the address that its messages go to.",
  },
  "campaign-assign": {
    column: {
      heading: "Campaign ID",
      role: "campaign",
      isRequired: true,
      example: "C123456",
      hint: "A campaign of the account that is ready: 7 characters that start with C.",
    },
    sentence: "One row per number, with the campaign that it moves to.",
  },
  register: {
    column: {
      heading: "Application",
      role: "application",
      isRequired: true,
      example: "Support inbox",
      hint: "The application's ID or its name at the carrier.",
    },
    sentence: "One row per number, with the application that its messages go to. The number is imported already.",
  },
  import: {
    column: {
      heading: "Application",
      role: "application",
      isRequired: false,
      example: "Support inbox",
      hint: "Where given, confirmed numbers are registered with it next.",
    },
    sentence: "One row per number to import, and the application to register it with if you want that next.",
  },
  purchase: {
    sentence: "One row per number to order. Only numbers that the carrier has listed as available can be ordered.",
  },
  labels: {
    sentence: `One row per number, with its customer, its tags and a note. Empty cells change nothing; ${CLEAR} takes a customer, or all tags, away.`,
  },
};

function makeTemplate(kind: FileKind): UploadTemplate {
  const { column, sentence } = OWN[kind];
  if (kind === "labels") return { kind, label: describeKind(kind).label, columns: labelColumns, sentence };
  const columns = [number, account, ...(column ? [column] : []), reference, note];
  return { kind, label: describeKind(kind).label, columns, sentence };
}

/** A template for each kind of order that a file can ask for. */
export const UPLOAD_TEMPLATES: readonly UploadTemplate[] = FILE_KINDS.map(makeTemplate);
export const findTemplate = (kind: UploadKind) => UPLOAD_TEMPLATES.find((template) => template.kind === kind) ?? null;
