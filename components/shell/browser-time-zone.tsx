"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { TIME_ZONE_COOKIE } from "@/lib/domain/time-zone-cookie";

const YEAR = 31_536_000;

/**
 * Sends the browser's time zone with each request. `rendered`: the one that came with the request for this page; where it is another, the
 * page is rendered again.
 */
export function BrowserTimeZone({ rendered }: { rendered: string | null }) {
  const router = useRouter();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (rendered === zone) return;
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=${YEAR}; samesite=lax`;
    router.refresh();
  }, [router, rendered]);
  return null;
}
