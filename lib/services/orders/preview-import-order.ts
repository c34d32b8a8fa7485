import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import {
  groupVerdicts,
  type Preflight,
  type PreflightInput,
  type PreflightOutcome,
  type PreflightVerdict,
} from "@/lib/domain/preflight";
import { type KnownNumber, type OpenOrder, readKnownNumbers } from "./preview-known-numbers";

type Judgement = { verdict: PreflightVerdict; order?: OpenOrder };

/**
 * Dry run of an import, from the database alone: nothing is asked of the carrier and nothing is sent.
 * Errors: NOT_FOUND (account), INVALID_INPUT (the carrier imports no numbers).
 */
export async function checkImportOrder(ctx: Context, { accountId, numbers }: PreflightInput): Promise<Preflight> {
  const account = await ctx.carriers.open(accountId);
  const carrier = account.definition.label;
  if (!account.carrier.programs.import) throw new AppError("INVALID_INPUT", `${carrier} imports no numbers.`);
  const distinct = [...new Set(numbers)];
  const find = await readKnownNumbers(ctx.sql, accountId, distinct);
  const registered = distinct.filter((number) => find(number).registrationState === "registered").length;
  const message = `registered to an application at ${carrier} already, as far as we know.`;
  return {
    groups: groupVerdicts(distinct.map((number) => ({ number, ...judge(find(number), carrier) }))),
    notes: registered === 0 ? [] : [{ code: "registered", message, count: registered }],
  };
}

function judge({ openOrders, importState }: KnownNumber, carrier: string): Judgement {
  const equal = openOrders.find((order) => order.kind === "import");
  if (equal)
    return {
      ...verdict("same", "open-order", "In an open import", "An import of these is not settled yet.", false),
      order: equal,
    };
  const removal = openOrders.find((order) => order.kind === "remove");
  if (removal) {
    const words = `An open order removes these at ${carrier}. Wait for it to settle, or whichever ends last wins.`;
    return { ...verdict("unknown", "open-removal", "In an open removal", words, false), order: removal };
  }
  switch (importState) {
    case "imported": {
      const words = `${carrier} confirmed these before. Importing again resets what is set for them there.`;
      return verdict("same", "imported", "Imported already", words, false);
    }
    case "requested":
      return verdict("same", "in-progress", "Being imported", `${carrier} is already at work on these.`, false);
    case "failed": {
      const words = `${carrier} refused these last time. The order shows why; without a change there it may refuse again.`;
      return verdict("change", "retry", "Refused before", words, true);
    }
    case "unknown": {
      const words = `What became of the last import of these is not known. Settle that order first.`;
      return verdict("unknown", "unclear", "Last import unclear", words, false);
    }
    default:
      return verdict("change", "new", "New to the account", `Not at ${carrier} as far as we know.`, true);
  }
}

const verdict = (
  outcome: PreflightOutcome,
  code: string,
  title: string,
  explanation: string,
  isIncluded: boolean,
): Judgement => ({ verdict: { outcome, code, title, explanation, isIncluded } });
