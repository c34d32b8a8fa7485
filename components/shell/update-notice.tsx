"use client";

import { RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { keepFields } from "./kept-fields";
import { useIsOutdated } from "./release";

/** Reloads the page and restores its typed fields. */
function reloadWithFields(): void {
  keepFields();
  window.location.reload();
}

/** Asks for a reload once the portal has a newer release than this tab; else null. */
export function UpdateNotice() {
  if (!useIsOutdated()) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-accent-soft px-4 py-1.5 text-xs text-ink md:px-6"
    >
      <span>
        <strong className="font-medium">Tandem was updated.</strong> Reload to continue. What you typed on this page is
        kept.
      </span>
      <Button size="sm" variant="primary" icon={<RefreshCw aria-hidden />} onClick={reloadWithFields}>
        Reload
      </Button>
    </div>
  );
}
