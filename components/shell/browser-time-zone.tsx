"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TIME_ZONE_COOKIE } from "@/lib/domain/time-zone-cookie";

const YEAR = 31_536_000;

/** Sends the browser's time zone with each request; a page rendered before it was known is rendered again. */
export function BrowserTimeZone() {
  const router = useRouter();
  useEffect(() => {
    const pair = `${TIME_ZONE_COOKIE}=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)}`;
    if (document.cookie.split("; ").includes(pair)) return;
    document.cookie = `${pair}; path=/; max-age=${YEAR}; samesite=lax`;
    router.refresh();
  }, [router]);
  return null;
}
