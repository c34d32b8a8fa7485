"use client";

import { useEffect, useEffectEvent } from "react";
import { listenToChanges } from "./change-stream";

/** Calls back when something was committed in the portal: once for all that is within `everyMs` milliseconds. */
export function useChangeNotice(everyMs: number, onNotice: () => void): void {
  const notify = useEffectEvent(onNotice);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        notify();
      }, everyMs);
    };
    const stop = listenToChanges(wait);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [everyMs]);
}
