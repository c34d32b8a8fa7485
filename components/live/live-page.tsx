"use client";

import { CloudOff } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useIsConnectionLost } from "../shell/connection";
import { TextLink } from "../ui/link";
import { Elapsed } from "../ui/time";
import { countChanges, isStreaming, listenToChanges } from "./change-stream";
import { isPageRefreshing, onRefreshDone, usePageRefresh } from "./use-page-refresh";
import { watchPage, type CheckResult } from "./watch-page";

const EVERY_MS = { moving: 1_500, list: 4_000, resting: 5_000, idle: 15_000 };
/** How often the page is refreshed at most: `moving` while its data changes, `off` if nothing changes on its own. */
export type Pace = keyof typeof EVERY_MS | "off";

type Source = {
  /** Returns `{ version }`: the page is refreshed if it differs from `version` or is null. */
  source?: string;
  version?: string | null;
};

async function lookAt({ source = "/api/live", version = null }: Source, signal: AbortSignal): Promise<CheckResult> {
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
  const stop = onRefreshDone(listener);
  return () => {
    document.removeEventListener("visibilitychange", listener);
    stop();
  };
}

const isReady = () => document.visibilityState === "visible" && !isPageRefreshing();

/**
 * Refreshes all parts of a server-rendered page together; the next refresh starts only after the last one is rendered.
 * Shows the page's age while the portal is unreachable. `at`: when the page was read (ISO 8601).
 */
export function LivePage({ at, pace, source, version }: Source & { at: string; pace: Pace }) {
  const { refresh, isRefreshing } = usePageRefresh();
  const [last, setLast] = useState<CheckResult>("same");
  // Also while a refresh waits for the connection: nothing is checked then.
  const isDisconnected = useIsConnectionLost() || last === "disconnected";
  const look = useEffectEvent((signal: AbortSignal) => lookAt({ source, version }, signal));
  const take = useEffectEvent((found: CheckResult) => {
    setLast(found);
    if (found === "new") refresh();
  });
  /** The changes that the stream had reported when the page was last checked. */
  const seen = useRef(-1);
  const isOff = pace === "off";
  // Through all refreshes: a stream that is opened again does not know what came before it.
  useEffect(() => (isOff ? undefined : listenToChanges(() => undefined)), [isOff]);
  useEffect(() => {
    if (pace === "off" || isRefreshing) return;
    const hasNews = () => !isStreaming() || countChanges() !== seen.current;
    const check = (signal: AbortSignal) => {
      seen.current = countChanges();
      return look(signal);
    };
    return watchPage({
      everyMs: EVERY_MS[pace],
      check,
      onCheck: take,
      isReady,
      onReadyChange,
      hasNews,
      onNews: listenToChanges,
    });
  }, [pace, isRefreshing]);
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-bad empty:hidden">
      {pace !== "off" && isDisconnected && (
        <>
          <CloudOff aria-hidden className="size-3.5 shrink-0" />
          <span>
            Not connected: this data is <Elapsed since={at} /> old. Reconnecting. Orders continue in the background.
          </span>
        </>
      )}
      {pace !== "off" && !isDisconnected && last === "signed-out" && (
        <>
          <CloudOff aria-hidden className="size-3.5 shrink-0" />
          <span>
            You are signed out: this data is <Elapsed since={at} /> old. Orders continue in the background.{" "}
            <TextLink href="/sign-in">Sign in again</TextLink>
          </span>
        </>
      )}
    </p>
  );
}
