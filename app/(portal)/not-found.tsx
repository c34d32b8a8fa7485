import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";

/** A missing record, within the portal's frame. */
export default function RecordNotFoundPage() {
  return (
    <EmptyState
      isPage
      icon={SearchX}
      title="Record not found"
      actions={<ButtonLink href="/">Go to home page</ButtonLink>}
    >
      The address may be mistyped, or the record does not exist. Use the search at the top to find numbers and orders.
    </EmptyState>
  );
}
