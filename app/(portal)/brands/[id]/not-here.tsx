import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";

export const NotHere = ({ id }: { id: string }) => (
  <Page>
    <EmptyState
      isPage
      title={`Brand ${id.slice(0, 40)} is not recorded here`}
      actions={<ButtonLink href="/brands">View brands</ButtonLink>}
    >
      Add it to load its data from the carrier.
    </EmptyState>
  </Page>
);
