import { findNearest } from "@/lib/domain/nearest-names";
import { createAccountFinder, nameAccount, nameWithMode } from "./account-names";
import { findKind, isFileKind, KIND_LABELS } from "./action-names";
import type { RowProblem, RowTarget, UploadAccount, UploadChoices } from "./checked-row";
import { foldName } from "./fold-name";
import { describeKind } from "./kind-texts";
import type { UploadMapping } from "./mapping";
import { makeProblem, quoteCell } from "./problems";
import { createParamsCheck } from "./check-params";
import type { TargetRole, TargetValues } from "./target-values";
import { isOrderUploadKind, type UploadKind } from "./upload";

/** Null where a problem keeps the row from having one. Rows that ask for the same share one object. */
export type CheckedTarget = { target: RowTarget | null; problems: readonly RowProblem[] };

/** Finds out what a row asks for from its cells and the defaults: kind, account and parameters, with everything that is wrong with them. */
export function createTargetCheck(
  { columns, defaults }: Pick<UploadMapping, "columns" | "defaults">,
  choices: UploadChoices,
): (values: TargetValues) => CheckedTarget {
  const finder = createAccountFinder(choices.accounts);
  const standard = choices.accounts.find(({ id }) => id === defaults.accountId) ?? null;
  const columnOf = (role: TargetRole) => {
    const index = columns.indexOf(role);
    return index < 0 ? null : index;
  };
  const checkParams = createParamsCheck(defaults.params, choices, columnOf);
  const targets = new Map<string, RowTarget>();

  function readKind(text: string, problems: RowProblem[]): UploadKind | null {
    if (text === "") {
      if (defaults.kind === null)
        problems.push(
          makeProblem(
            "action-missing",
            columnOf("action"),
            `Empty. Enter an action, such as ${KIND_LABELS.slice(0, 3).join(", ")}, or choose one for all rows.`,
          ),
        );
      return defaults.kind;
    }
    const kind = findKind(text);
    if (kind === null) {
      const near = findNearest(KIND_LABELS, text, (label) => label);
      const names = near.length > 0 ? near : KIND_LABELS;
      problems.push(
        makeProblem(
          "action-unknown",
          columnOf("action"),
          `${quoteCell(text)} is not an action. Enter ${listOr(names)}.`,
        ),
      );
    }
    return kind;
  }

  function readAccount({ account: text, site, sipPeer }: TargetValues, problems: RowProblem[]): UploadAccount | null {
    const column = columnOf("account");
    const fits = (one: UploadAccount) =>
      (site === "" || isSame(one.site, site)) && (sipPeer === "" || isSame(one.sipPeer, sipPeer));
    if (text === "") {
      if (site === "" && sipPeer === "") {
        if (!standard)
          problems.push(
            makeProblem("account-missing", column, "Empty. Enter a carrier account, or choose one for all rows."),
          );
        return standard;
      }
      if (standard && fits(standard)) return standard;
      const own = choices.accounts.filter(fits);
      if (own.length === 1) return own[0] ?? null;
      const what = [site && `site ${quoteCell(site)}`, sipPeer && `SIP peer ${quoteCell(sipPeer)}`]
        .filter(Boolean)
        .join(" and ");
      if (own.length > 1) {
        problems.push(
          makeProblem(
            "account-ambiguous",
            column ?? columnOf(site === "" ? "sipPeer" : "site"),
            `Several accounts have ${what}: ${listOr(own.map(nameWithMode))}. Enter the account.`,
          ),
        );
        return null;
      }
      if (standard) addMismatches(standard, { site, sipPeer }, problems);
      else
        problems.push(
          makeProblem(
            "account-unknown",
            column ?? columnOf(site === "" ? "sipPeer" : "site"),
            `No account has ${what}. Enter the account.`,
          ),
        );
      return standard;
    }
    const named = finder.find(text);
    const fitting = named.filter(fits);
    const [only] =
      named.length === 1
        ? named
        : fitting.length === 1
          ? fitting
          : standard && named.includes(standard)
            ? [standard]
            : [];
    if (only) {
      if (!fits(only)) addMismatches(only, { site, sipPeer }, problems);
      return only;
    }
    if (named.length > 1)
      problems.push(
        makeProblem(
          "account-ambiguous",
          column,
          `${quoteCell(text)} may be ${listOr(named.map(nameWithMode))}. Enter one of these names.`,
        ),
      );
    else {
      const near = finder.findNearest(text);
      const advice =
        near.length > 0
          ? `Nearest: ${near.map(nameAccount).join("; ")}.`
          : `Accounts: ${choices.accounts.slice(0, 5).map(nameAccount).join("; ") || "none"}.`;
      problems.push(makeProblem("account-unknown", column, `${quoteCell(text)} is not a carrier account. ${advice}`));
    }
    return null;
  }

  function addMismatches(
    account: UploadAccount,
    { site, sipPeer }: { site: string; sipPeer: string },
    problems: RowProblem[],
  ) {
    const add = (
      code: "site-mismatch" | "sip-peer-mismatch",
      role: "site" | "sipPeer",
      given: string,
      own: string | null,
    ) => {
      if (given === "" || isSame(own, given)) return;
      const column = columnOf(role);
      const expected = own === null ? `${nameAccount(account)} has none` : `that of ${nameAccount(account)} is ${own}`;
      const repair =
        column === null
          ? null
          : { label: own === null ? "Clear the cell" : `Use ${own}`, cells: { [column]: own ?? "" } };
      problems.push(
        makeProblem(
          code,
          column,
          `${role === "site" ? "Site" : "SIP peer"} ${quoteCell(given)}: ${expected}. Correct it, or the account.`,
          repair,
        ),
      );
    };
    add("site-mismatch", "site", site, account.site);
    add("sip-peer-mismatch", "sipPeer", sipPeer, account.sipPeer);
  }

  return function checkTarget(values) {
    const problems: RowProblem[] = [];
    const kind = readKind(values.action, problems);
    const needsAccount = kind === null || isOrderUploadKind(kind);
    const account = needsAccount ? readAccount(values, problems) : null;
    if (kind !== null && account !== null && !(account.kinds.includes(kind) && isFileKind(kind)))
      problems.push(
        makeProblem(
          "action-not-offered",
          columnOf("action") ?? columnOf("account"),
          `${nameAccount(account)} does not offer “${describeKind(kind).label}”. It offers: ${
            account.kinds
              .filter(isFileKind)
              .map((one) => describeKind(one).label)
              .join(", ") || "nothing"
          }.`,
        ),
      );
    const params = kind === null ? {} : checkParams(kind, account, values, problems);
    if (kind === null || (needsAccount && account === null) || problems.some(({ severity }) => severity !== "warning"))
      return { target: null, problems };
    const key = JSON.stringify([
      kind,
      account?.id ?? null,
      Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
    const target = targets.get(key) ?? { kind, accountId: account?.id ?? null, params };
    targets.set(key, target);
    return { target, problems };
  };
}

const isSame = (one: string | null, other: string) =>
  one !== null && foldName(one) === foldName(other.replace(/^(\d+)\.0+$/, "$1"));

const listOr = (names: readonly string[]) =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
