import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";

export const NotHere = ({ id }: { id: string }) => (
  <Page>
    <EmptyState
      isPage
      title={`Campaign ${id.slice(0, 40)} is not registered here`}
      actions={
        <>
          <ButtonLink href={`/numbers?campaign=${encodeURIComponent(id)}`}>Numbers that name it</ButtonLink>
          <ButtonLink href="/campaigns">To the campaigns</ButtonLink>
        </>
      }
    >
      A carrier may know it all the same. Adding it under its brand takes over what the carrier has.
    </EmptyState>
  </Page>
);
