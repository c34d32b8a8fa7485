import { AccountAddress } from "@/components/accounts/account-address";
import { EmptyState } from "@/components/feedback/empty-state";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { chooseAccount } from "@/lib/domain/account-choice";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { getImportMatrix } from "@/lib/services/orders/import-matrix";
import { NumbersTabs } from "../numbers-tabs";
import { AccountMatrix } from "./account-matrix";
import { describeMatrix } from "./describe-matrix";
import { matrixQuery } from "./matrix-query";

/** All numbers that an account has imported: how far they have come, and what takes them on. */
export default async function NumberMatrixPage({ searchParams }: SearchProps) {
  const query = readQuery(matrixQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const at = ctx.now().toISOString();
  const accounts = await listCapableAccounts(ctx, { capabilities: ["import", "register"] });
  const chosen = chooseAccount(accounts, "import", query.account);
  const matrix = chosen && (await getImportMatrix(ctx, { accountId: chosen.id }));
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/numbers", label: "Numbers" }]}
        title="Import progress"
        answer={
          matrix && matrix.requested > 0 ? <Answer parts={describeMatrix(matrix)} /> : "No number has been imported"
        }
        actions={accounts.length > 1 && <AccountAddress accounts={accounts} accountId={chosen?.id ?? ""} />}
      />
      <NumbersTabs current="matrix" />
      {accounts.length > 0 && !chosen ? (
        <EmptyState title="Choose an account">The numbers that it has imported are then shown here.</EmptyState>
      ) : !chosen || !matrix || matrix.requested === 0 ? (
        <EmptyState title="No number has been imported yet">
          Imported numbers appear here with all that follows: registration, a test message, the first message from
          outside.
        </EmptyState>
      ) : (
        <AccountMatrix ctx={ctx} account={chosen} matrix={matrix} at={at} query={query} />
      )}
    </Page>
  );
}
