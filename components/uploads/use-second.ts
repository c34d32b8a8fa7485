"use client";

import { useEffect, useState } from "react";

/** The current time in milliseconds, updated every second: for rates and times left. */
export function useSecond(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
