import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";

export const NotHere = () => (
  <Page>
    <EmptyState
      isPage
      title="There is no such customer"
      actions={<ButtonLink href="/customers">All customers</ButtonLink>}
    >
      It may have been deleted.
    </EmptyState>
  </Page>
);
