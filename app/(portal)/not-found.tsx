import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";

/** A record that is not there; the frame stays. */
export default function RecordNotFoundPage() {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="There is no such record"
      actions={<ButtonLink href="/">Go to the home page</ButtonLink>}
    >
      The address may be mistyped, or the record was never here. The search at the top finds numbers and orders.
    </EmptyState>
  );
}
