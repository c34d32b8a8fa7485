"use client";

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation";
import { ErrorState } from "@/components/feedback/error-state";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const isOutdated: boolean = isUnrecognizedAction(error);
  if (isOutdated)
    return (
      <ErrorState
        isPage
        title="Tandem was updated"
        message="This page is from before the update. Reload it. What you typed is kept."
        safe="Nothing was sent."
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
        }
        onRetry={null}
      />
    );
  return (
    <ErrorState
      isPage
      title="This page could not be shown"
      message="Something went wrong on our side, or the database did not respond."
      safe="Nothing was changed. Orders keep running in the background."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
