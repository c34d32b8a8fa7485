import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import type { NumberListView } from "@/lib/domain/number-list-view";
import type { Preferences } from "@/lib/domain/preferences";
import type { RefreshRun } from "@/lib/domain/refresh-run";
import type { SavedView } from "@/lib/domain/saved-view";
import { type CapableAccount, listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { describeLabelFilters, type LabelFilters } from "@/lib/services/customers/describe-label-filter";
import { readSilence } from "@/lib/services/messages/silence";
import { readPreferences } from "@/lib/services/people/preferences";
import { listSavedViews } from "@/lib/services/saved-views/list-saved-views";
import { listRefreshes } from "./list-refreshes";
import { countNumbers, listNumbers, type NumberPage } from "./list-numbers";
import { type NumberQuery, numberQuery } from "./number-query";
import type { Counted } from "./number-scan";

export type NumbersPage = {
  page: NumberPage;
  /** Of the views that are exceptions. “Not read lately” is not counted: its count would make every list slower. */
  counts: Partial<Record<NumberListView, Counted>>;
  smsAccounts: CapableAccount[];
  views: SavedView[];
  preferences: Preferences;
  refreshes: RefreshRun[];
  labels: LabelFilters;
  /** After so many days without a message a number counts as silent. */
  silentDays: number;
};

/** One page of the list with what stands around it, all of one moment. */
export const getNumbersPage = (ctx: Context, query: NumberQuery): Promise<NumbersPage> =>
  inSnapshot(ctx, async (snapshot) => {
    const count = (view: NumberListView) => countNumbers(snapshot, numberQuery.parse({ view }));
    const [page, cannot, drifted, smsAccounts, views, preferences, refreshes, silence, labels] = await Promise.all([
      listNumbers(snapshot, query),
      count("cannot-text"),
      count("drifted"),
      listCapableAccounts(snapshot, { capabilities: ["sms-enable", "sms-disable"] }),
      listSavedViews(snapshot, "numbers"),
      readPreferences(snapshot),
      listRefreshes(snapshot),
      readSilence(snapshot),
      describeLabelFilters(snapshot, query),
    ]);
    const counts = { "cannot-text": cannot, drifted };
    return { page, counts, smsAccounts, views, preferences, refreshes, silentDays: silence.days, labels };
  });
