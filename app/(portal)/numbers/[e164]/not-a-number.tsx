import { Hash } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Page, PageHeader } from "@/components/ui/page-header";

/** The address holds no US number: shows what it holds, and how a number is written. */
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
