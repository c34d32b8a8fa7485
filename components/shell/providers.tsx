"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Toaster } from "../ui/toaster";
import { TooltipProvider } from "../ui/tooltip";

/** Providers for client components. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // Poll even if the browser reports offline; otherwise a stale page would look current.
          queries: { staleTime: 10_000, retry: 1, refetchOnWindowFocus: true, networkMode: "always" },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={350} skipDelayDuration={150}>
        {children}
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
