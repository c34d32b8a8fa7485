import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";

export default function NotFoundPage() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        isPage
        icon={SearchX}
        title="Page not found"
        actions={<ButtonLink href="/">Go to home page</ButtonLink>}
      >
        The address may be mistyped, or the record does not exist.
      </EmptyState>
    </main>
  );
}
