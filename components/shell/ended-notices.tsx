"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import type { EndedWork, WorkNews } from "@/lib/domain/ended-work";
import { fetchResult } from "../feedback/fetch-result";
import { useChangeNotice } from "../live/use-change-notice";
import { formatCount } from "../ui/format";
import { toast } from "../ui/toaster";
import { keepKnown, readKnown, takeNew } from "./known-work";

/** At most one request in so many milliseconds, however much is committed. */
const EVERY_MS = 2_500;
/** More than this at once become one notice. */
const MAX_TOASTS = 3;
const DURATION_MS = 10_000;

/** Says that something which the person started has ended, while they are on another page: once each, with a link to it. */
export function EndedNotices() {
  const router = useRouter();
  const asking = useRef({ isOpen: false, isDue: false });
  const show = (ended: readonly EndedWork[]) => {
    const open = (href: string) => ({ label: "Open", onClick: () => router.push(href) });
    if (ended.length > MAX_TOASTS) {
      const isGood = ended.every(({ tone }) => tone === "good");
      const text = `${formatCount(ended.length)} of your jobs have ended`;
      toast[isGood ? "success" : "warning"](text, { duration: DURATION_MS, action: open("/jobs") });
      return;
    }
    for (const { tone, text, pages } of ended)
      toast[tone === "good" ? "success" : "warning"](text, {
        duration: DURATION_MS,
        action: open(pages[0] ?? "/jobs"),
      });
  };
  const ask = async (): Promise<void> => {
    const state = asking.current;
    state.isDue = state.isOpen;
    if (state.isOpen) return;
    state.isOpen = true;
    const known = readKnown();
    const result = await fetchResult<WorkNews>(`/api/live/work?${new URLSearchParams({ known: known.join(",") })}`);
    state.isOpen = false;
    // Unanswered: what was known is asked about the next time.
    if (!result.ok) return;
    keepKnown(result.data.keys);
    show(takeNew(result.data.ended).filter(({ pages }) => !isOn(window.location.pathname, pages)));
    if (state.isDue) void ask();
  };
  useChangeNotice(EVERY_MS, () => void ask());
  return null;
}

/** Whether the page shows it itself. The page of a list shows it, those of its rows do not. */
function isOn(pathname: string, pages: readonly string[]): boolean {
  return pages.some((page) => pathname === page || (page !== "/numbers" && pathname.startsWith(`${page}/`)));
}
