import { Hash } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Page, PageHeader } from "@/components/ui/page-header";

/** The address holds something that is no US number: says what, and how it would be written. */
export function NotANumber({ spelling, reason }: { spelling: string; reason: string }) {
  return (
    <Page>
      <PageHeader title="Not a number" back={{ href: "/numbers", label: "Numbers" }} />
      <Card isFlush>
        <EmptyState
          icon={Hash}
          title={`“${spelling.slice(0, 60)}” is not a US telephone number`}
          actions={<ButtonLink href="/numbers">All numbers</ButtonLink>}
        >
          {reason}
        </EmptyState>
      </Card>
    </Page>
  );
}
