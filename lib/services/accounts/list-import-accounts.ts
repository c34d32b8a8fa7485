import "server-only";
import type { Context } from "@/lib/context";
import { toFailure } from "@/lib/failure";
import { type CapableAccount, listCapableAccounts } from "./list-capable-accounts";
import { listSettingNames } from "./setting-names";
import { writeCallbackUrl } from "@/lib/services/messages/callback-url";

export type ImportAccount = CapableAccount & {
  /** Where the numbers will go: the account's plain settings that are neither addresses nor people. */
  details: { label: string; value: string }[];
  /** What a person should know before, from the carrier's contract. */
  note: string | null;
  /** Where the carrier can deliver messages to this portal. */
  callbackUrl: string;
  /** Imported numbers can be registered to an application of the same account. */
  canRegister: boolean;
  /** Why the account cannot be used, as a message. */
  fault: string | null;
};

/** The accounts through which numbers can be imported. One whose settings are broken is listed with its fault. */
export async function listImportAccounts(ctx: Context): Promise<ImportAccount[]> {
  const accounts = await listCapableAccounts(ctx, { capabilities: ["import"] });
  return Promise.all(accounts.map((account) => describeAccount(ctx, account)));
}

async function describeAccount(ctx: Context, account: CapableAccount): Promise<ImportAccount> {
  const row = await ctx.db.carrierAccount.findUniqueOrThrow({
    where: { id: account.id },
    select: { settings: true, callbackKey: true },
  });
  const callbackUrl = writeCallbackUrl(account.carrierId, row.callbackKey);
  try {
    const { carrier, definition } = await ctx.carriers.open(account.id);
    const settings = row.settings as Readonly<Record<string, unknown>>;
    const details = listSettingNames(definition).flatMap((name) => {
      const value = settings[name];
      const isPlain = !definition.secrets.includes(name) && !/_URL$|USER/.test(name);
      return isPlain && typeof value === "string" ? [{ label: nameSetting(name, account.carrierId), value }] : [];
    });
    const canRegister = carrier.programs.register !== undefined && carrier.messaging !== undefined;
    return { ...account, details, note: definition.notes?.import ?? null, callbackUrl, canRegister, fault: null };
  } catch (error) {
    const fault = toFailure(error).message;
    return { ...account, details: [], note: null, callbackUrl, canRegister: false, fault };
  }
}

/** `BANDWIDTH_SIP_PEER_ID` → `SIP peer ID`. */
function nameSetting(name: string, carrierId: string): string {
  const words = name.replace(`${carrierId.toUpperCase()}_`, "").toLowerCase().split("_");
  const text = words.map((word) => (word === "id" || word === "sip" ? word.toUpperCase() : word)).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
