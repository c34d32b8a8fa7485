"use client";

import { CloudOff } from "lucide-react";
import { useIsConnectionLost } from "./connection";

/** Shown while the portal is unreachable; else null. */
export function ConnectionLostNotice() {
  if (!useIsConnectionLost()) return null;
  return (
    <p
      role="status"
      className="flex items-center gap-2 border-b border-line bg-bad-soft px-4 py-1.5 text-xs text-bad md:px-6"
    >
      <CloudOff aria-hidden className="size-3.5 shrink-0" />
      <span>
        <strong className="font-medium">No connection to the portal.</strong> What you see may be out of date. The page
        updates when the connection is back.
      </span>
    </p>
  );
}
