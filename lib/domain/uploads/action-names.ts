import { foldName } from "./fold-name";
import { describeKind } from "./kind-texts";
import { UPLOAD_KINDS, type UploadKind } from "./upload";

/** Kinds that a file can ask for. A test message needs a recipient and a text, and is sent from the messages page. */
export type FileKind = Exclude<UploadKind, "message-test">;
export const isFileKind = (kind: UploadKind): kind is FileKind => kind !== "message-test";
export const FILE_KINDS = UPLOAD_KINDS.filter(isFileKind);

// Folded names. What may mean two things, such as “add” or “activate”, is not in the table.
const NAMES: Record<FileKind, string> = {
  "sms-enable":
    "on|sms on|text on|texting on|messaging on|enable|enable sms|enable texting|enable messaging|sms enable|sms enabled|turn on|turn on sms|turn sms on|activate sms|provision sms|enabled",
  "sms-disable":
    "off|sms off|text off|texting off|messaging off|disable|disable sms|disable texting|disable messaging|sms disable|sms disabled|turn off|turn off sms|turn sms off|deactivate sms|deprovision sms|disabled",
  import: "import|import number|import tn|import numbers|imported",
  remove: "remove|remove number|remove tn|remove numbers|removed|unimport",
  register: "register|registration|register number|register tn|registered",
  "webhook-set": "webhook|set webhook|webhook set|webhook url|change webhook|update webhook",
  "campaign-assign":
    "assign|campaign|assign campaign|assign to campaign|campaign assign|campaign assignment|add to campaign|move to campaign|10dlc",
  purchase: "order|buy|purchase|order number|buy number|purchase number",
  labels: "labels|set labels|label numbers|set customer|set customers|set tags|customer and tags|customers and tags",
};

const kinds = new Map<string, UploadKind>(
  FILE_KINDS.flatMap((kind) => [
    ...NAMES[kind].split("|").map((name) => [name, kind] as const),
    [foldName(kind), kind] as const,
    [foldName(describeKind(kind).label), kind] as const,
    [foldName(describeKind(kind).action), kind] as const,
  ]),
);
kinds.delete("");

/** The kind that an action cell names: `SMS on`, `Disable`, `buy`; null where it names none. */
export const findKind = (text: string): UploadKind | null => kinds.get(foldName(text)) ?? null;

/** The labels of the kinds of a file, for messages and examples. */
export const KIND_LABELS = FILE_KINDS.map((kind) => describeKind(kind).label);
