import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import type { Context } from "@/lib/context";
import type { CoverageQuery } from "@/lib/domain/coverage-query";
import { AppError } from "@/lib/domain/errors";
import { toFailure } from "@/lib/failure";
import type { CapableAccount } from "@/lib/services/accounts/list-capable-accounts";
import { listCoverage } from "@/lib/services/inventory/list-coverage";
import { CoverageTable } from "./coverage-table";
import { StateMap } from "./state-map";

type Props = {
  ctx: Context;
  account: CapableAccount;
  query: CoverageQuery;
  hrefFor: (changes: Readonly<Record<string, string | null>>) => string;
};

/** Asks the carrier, or what is kept of its answer; the rest of the page does not wait for it. */
export async function CoverageResults({ ctx, account, query, hrefFor }: Props) {
  const outcome = await listCoverage(ctx, { accountId: account.id, query }).then(
    (list) => ({ list, error: null }),
    (error: unknown) => ({ list: null, error }),
  );
  if (!outcome.list) {
    if (outcome.error instanceof AppError && outcome.error.code === "INVALID_INPUT")
      return <EmptyState title="There are too many blocks to list them all">{outcome.error.message}</EmptyState>;
    const failure = toFailure(outcome.error);
    return (
      <ErrorState
        title={`The coverage of ${account.carrierLabel} could not be read`}
        message={failure.message}
        safe="Nothing was changed."
        reference={failure.ref}
      />
    );
  }
  const { list } = outcome;
  const map =
    query.by === "state" && list.places.length > 0 ? (
      <StateMap places={list.places} hrefOf={(state) => hrefFor({ by: "rateCenter", state, sort: null })} />
    ) : undefined;
  return (
    <CoverageTable accountId={account.id} carrierLabel={account.carrierLabel} query={query} list={list} map={map} />
  );
}
