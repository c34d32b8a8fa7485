"use client";

import { CloudOff } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { TextLink } from "../ui/link";
import { Elapsed } from "../ui/time";
import { isRefreshUnderWay, onRefreshLanded, usePageRefresh } from "./use-page-refresh";
import { watchPage, type Look } from "./watch-page";

const EVERY_MS = { moving: 1_500, list: 4_000, resting: 5_000, idle: 15_000 };
/** How often the page is looked at: `moving` while its figures run, `off` where nothing on it changes by itself. */
export type Pace = keyof typeof EVERY_MS | "off";

type Source = {
  /** Answers `{ version }`: the page is read again where it differs from `version`, or where it is null. */
  source?: string;
  version?: string | null;
};

async function lookAt({ source = "/api/live", version = null }: Source, signal: AbortSignal): Promise<Look> {
  try {
    const response = await fetch(source, { signal, cache: "no-store" });
    if (response.status === 401) return "signed-out";
    if (!response.ok) return "disconnected";
    const answer = (await response.json()) as { version: string | null };
    return answer.version !== null && answer.version === version ? "same" : "new";
  } catch {
    return "disconnected";
  }
}

function onReadyChange(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  const stop = onRefreshLanded(listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    stop();
  };
}

const isReady = () => document.visibilityState === "visible" && !isRefreshUnderWay();

/**
 * Keeps the page as the server rendered it, all parts of it at once: the next reading is asked for only after the last one has been
 * rendered. Says how old the page is while the portal does not answer. `at` is when the page was read, an ISO 8601 text.
 */
export function LivePage({ at, pace, source, version }: Source & { at: string; pace: Pace }) {
  const { refresh, isRefreshing } = usePageRefresh();
  const [last, setLast] = useState<Look>("same");
  const look = useEffectEvent((signal: AbortSignal) => lookAt({ source, version }, signal));
  const take = useEffectEvent((found: Look) => {
    setLast(found);
    if (found === "new") refresh();
  });
  useEffect(() => {
    if (pace === "off" || isRefreshing) return;
    return watchPage({ everyMs: EVERY_MS[pace], look, onLook: take, isReady, onReadyChange });
  }, [pace, isRefreshing]);
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-bad empty:hidden">
      {pace !== "off" && last === "disconnected" && (
        <>
          <CloudOff aria-hidden className="size-3.5 shrink-0" />
          <span>
            Not connected: these figures are <Elapsed since={at} /> old. Trying again; the work goes on.
          </span>
        </>
      )}
      {pace !== "off" && last === "signed-out" && (
        <>
          <CloudOff aria-hidden className="size-3.5 shrink-0" />
          <span>
            You are signed out: these figures are <Elapsed since={at} /> old. The work goes on.{" "}
            <TextLink href="/sign-in">Sign in again</TextLink>
          </span>
        </>
      )}
    </p>
  );
}
