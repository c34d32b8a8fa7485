import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import type { CoverageQuery } from "@/lib/domain/coverage-query";
import { AppError } from "@/lib/domain/errors";
import { toFailure } from "@/lib/failure";
import type { CapableAccount } from "@/lib/services/accounts/list-capable-accounts";
import { CoverageTable } from "./coverage-table";
import type { CoverageOutcome } from "./read-coverage";
import { StateMap } from "./state-map";

type Props = {
  outcome: CoverageOutcome;
  account: CapableAccount;
  query: CoverageQuery;
  hrefFor: (changes: Readonly<Record<string, string | null>>) => string;
};

/** Asks the carrier, or what is kept of its answer; the rest of the page does not wait for it. */
export async function CoverageResults({ outcome, account, query, hrefFor }: Props) {
  const { list, error } = await outcome;
  if (!list) {
    if (error instanceof AppError && error.code === "INVALID_INPUT")
      return <EmptyState title="There are too many blocks to list them all">{error.message}</EmptyState>;
    const failure = toFailure(error);
    return (
      <ErrorState
        title={`The coverage of ${account.carrierLabel} could not be read`}
        message={failure.message}
        safe="Nothing was changed."
        reference={failure.ref}
      />
    );
  }
  const map =
    query.by === "state" && list.places.length > 0 ? (
      <StateMap places={list.places} hrefOf={(state) => hrefFor({ by: "rateCenter", state, sort: null })} />
    ) : undefined;
  return (
    <CoverageTable accountId={account.id} carrierLabel={account.carrierLabel} query={query} list={list} map={map} />
  );
}
