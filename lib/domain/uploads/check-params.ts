import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { findNearest } from "@/lib/domain/nearest-names";
import { nameAccount } from "./account-names";
import type { RowProblem, UploadAccount, UploadChoices } from "./checked-row";
import { foldName } from "./fold-name";
import { describeKind } from "./kind-texts";
import { makeProblem, quoteCell } from "./problems";
import type { TargetRole, TargetValues } from "./target-values";
import type { UploadKind } from "./upload";

type Params = Readonly<Record<string, string>>;
type Check = { kind: UploadKind; account: UploadAccount | null; values: TargetValues; problems: RowProblem[] };

const CAMPAIGN = /^C[A-Z0-9]{6}$/;
const NAMES = { campaign: "campaign", webhook: "webhook URL", application: "application" } as const;
type ParamRole = keyof typeof NAMES;
/** The column that each kind reads. */
const USES: Partial<Record<UploadKind, ParamRole>> = {
  "campaign-assign": "campaign",
  "webhook-set": "webhook",
  register: "application",
  import: "application",
};

/** Checks the parameters of a row's kind: those of its cells, else the defaults. Problems are added to the given list. */
export function createParamsCheck(
  defaults: Params,
  choices: UploadChoices,
  columnOf: (role: TargetRole) => number | null,
): (kind: UploadKind, account: UploadAccount | null, values: TargetValues, problems: RowProblem[]) => Params {
  function readWebhook({ values, problems }: Check): Params {
    const url = values.webhook || defaults.url || "";
    const column = columnOf("webhook");
    if (url === "") {
      problems.push(
        makeProblem(
          "webhook-missing",
          column,
          "Empty. Enter the webhook URL, such as https://example.com/sms, or one for all rows.",
        ),
      );
      return {};
    }
    const unsafe = explainUnsafeAddress(url);
    if (unsafe !== null) problems.push(makeProblem("webhook-invalid", column, `${quoteCell(url)} ${unsafe}.`));
    return { url };
  }

  function readCampaign({ account, values, problems }: Check): Params {
    const campaignId = (values.campaign || defaults.campaignId || "").toUpperCase();
    const column = columnOf("campaign");
    if (campaignId === "") {
      problems.push(
        makeProblem(
          "campaign-missing",
          column,
          "Empty. Enter a campaign ID, such as C123456, or choose one for all rows.",
        ),
      );
      return {};
    }
    const add = (code: Parameters<typeof makeProblem>[0], message: string) =>
      problems.push(makeProblem(code, column, message));
    const known = choices.campaigns.filter((one) => one.campaignId === campaignId);
    const own = account === null ? known[0] : known.find(({ accountId }) => accountId === account.id);
    if (!own && !CAMPAIGN.test(campaignId))
      add(
        "campaign-malformed",
        `${quoteCell(campaignId)} is not a campaign ID. One has 7 characters and starts with C, such as C123456.`,
      );
    else if (!own) {
      const ids = choices.campaigns
        .filter(({ accountId }) => account === null || accountId === account.id)
        .map((one) => one.campaignId);
      const near = findNearest([...new Set(ids)], campaignId, (id) => id);
      const advice = near.length > 0 ? `Nearest: ${near.join(", ")}.` : "Register it on the campaigns page first.";
      const elsewhere = choices.accounts.find(({ id }) => known.some(({ accountId }) => accountId === id));
      const where = account === null ? "No account" : nameAccount(account);
      add(
        "campaign-unknown",
        `${where} has no campaign ${campaignId}${elsewhere ? `; ${nameAccount(elsewhere)} has it` : ""}. ${elsewhere ? "Correct the account or the campaign." : advice}`,
      );
    } else if (own.standing === "ended" || own.standing === "absent")
      add(
        "campaign-ended",
        `Campaign ${campaignId} ${own.standing === "ended" ? "has ended or is suspended" : "is not known to the carrier"}. Choose another one.`,
      );
    else if (!own.isReady)
      add(
        "campaign-not-ready",
        `Campaign ${campaignId} is not ready yet. The carrier may refuse the numbers until it is.`,
      );
    return { campaignId };
  }

  function readApplication({ kind, account, values, problems }: Check): Params {
    const param = kind === "register" ? "applicationId" : "registerWith";
    const text = values.application || defaults[param] || "";
    const column = columnOf("application");
    if (text === "") {
      if (kind === "register")
        problems.push(
          makeProblem(
            "application-missing",
            column,
            "Empty. Enter the application, by ID or by name, or choose one for all rows.",
          ),
        );
      return {};
    }
    if (account === null) return { [param]: text };
    const own = choices.applications.filter(({ accountId }) => accountId === account.id);
    const found = own.find(({ id }) => id.toLowerCase() === text.toLowerCase());
    const named = found ? [found] : own.filter(({ name }) => foldName(name) === foldName(text));
    const [one] = named;
    if (named.length > 1)
      problems.push(
        makeProblem(
          "application-ambiguous",
          column,
          `${named.length} applications of ${nameAccount(account)} are called ${quoteCell(text)}: ${named.map(({ id }) => id).join(", ")}. Enter the ID.`,
        ),
      );
    else if (!one && own.length === 0)
      problems.push(
        makeProblem(
          "application-unchecked",
          column,
          `No applications of ${nameAccount(account)} are known, so ${quoteCell(text)} was not checked. The carrier refuses an unknown one.`,
        ),
      );
    else if (!one) {
      const near = findNearest(own, text, ({ name }) => name).map(({ name, id }) => `${name} (${id})`);
      problems.push(
        makeProblem(
          "application-unknown",
          column,
          `${nameAccount(account)} has no application ${quoteCell(text)}. ${near.length > 0 ? `Nearest: ${near.join("; ")}.` : "Enter its ID or its name."}`,
        ),
      );
    }
    return { [param]: one?.id ?? text };
  }

  const READERS = { campaign: readCampaign, webhook: readWebhook, application: readApplication };

  return function checkParams(kind, account, values, problems) {
    const used = USES[kind];
    for (const role of Object.keys(NAMES) as ParamRole[])
      if (role !== used && values[role] !== "")
        problems.push(
          makeProblem(
            "unused-value",
            columnOf(role),
            `“${describeKind(kind).label}” uses no ${NAMES[role]}: ${quoteCell(values[role])} has no effect.`,
          ),
        );
    const params = used ? READERS[used]({ kind, account, values, problems }) : {};
    if (kind === "labels" && defaults.others) return { others: defaults.others };
    return kind === "purchase" && defaults.route ? { ...params, route: defaults.route } : params;
  };
}
