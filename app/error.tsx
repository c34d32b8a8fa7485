"use client";

import { ErrorState } from "@/components/feedback/error-state";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorState
      isPage
      title="This page could not be shown"
      message="Something went wrong on our side, or the database did not answer."
      safe="Nothing was changed. Orders keep running in the background."
      reference={error.digest}
      onRetry={reset}
    />
  );
}
