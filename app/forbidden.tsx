import { Lock } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";

export default function ForbiddenPage() {
  return (
    <EmptyState
      isPage
      icon={Lock}
      title="Your role does not allow this"
      actions={<ButtonLink href="/">Go to home page</ButtonLink>}
    >
      An administrator can change your role under Settings, People. The change takes effect at once.
    </EmptyState>
  );
}
