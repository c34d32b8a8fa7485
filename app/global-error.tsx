"use client";

import { ErrorState } from "@/components/feedback/error-state";
import { Providers } from "@/components/shell/providers";
import "./globals.css";

/** Shown if not even the frame can be rendered. */
export default function GlobalErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en-US">
      <body>
        <main className="flex min-h-dvh items-center justify-center">
          <Providers>
            <ErrorState
              isPage
              title="The portal could not be shown"
              message="Something went wrong on our side."
              safe="Nothing was changed. Orders keep running in the background."
              reference={error.digest}
              onRetry={reset}
            />
          </Providers>
        </main>
      </body>
    </html>
  );
}
