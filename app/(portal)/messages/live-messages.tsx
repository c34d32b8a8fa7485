"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { PhoneNumber } from "@/lib/domain/phone-number";

const EVERY_MS = 2_000;

async function fetchVersion(number: string | undefined, signal: AbortSignal): Promise<string> {
  const query = number === undefined ? "" : `?${new URLSearchParams({ number })}`;
  const response = await fetch(`/api/messages/version${query}`, { signal, cache: "no-store" });
  if (!response.ok) throw new Error(String(response.status));
  const { version } = (await response.json()) as { version: string };
  return version;
}

/** Reads the page anew whenever a message has changed since `version` was drawn. Says so when the portal does not answer. */
export function LiveMessages({ version, number }: { version: string; number?: PhoneNumber }) {
  const router = useRouter();
  const { data, isError } = useQuery({
    queryKey: ["messages", "version", number],
    queryFn: ({ signal }) => fetchVersion(number, signal),
    refetchInterval: EVERY_MS,
    retry: false,
  });
  const asked = useRef(version);
  useEffect(() => {
    if (data === undefined || data === version || data === asked.current) return;
    asked.current = data;
    router.refresh();
  }, [data, version, router]);
  return (
    <p role="status" className="text-xs text-unknown empty:hidden">
      {isError ? "Disconnected: what stands here is the last known state. It is asked again by itself." : ""}
    </p>
  );
}
