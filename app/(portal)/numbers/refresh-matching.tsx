"use client";

import { RefreshCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { formatTotal, type Matching } from "./select-matching";
import { useStartRefresh } from "./refresh-progress";

/** Reads all numbers of the filters again, by a worker. */
export function RefreshMatching({ matching, denial }: { matching: Matching; denial: string | null }) {
  const { start, isStarting } = useStartRefresh();
  if (matching.total.count === 0) return null;
  return (
    <Button
      size="sm"
      icon={<RefreshCw aria-hidden />}
      isBusy={isStarting}
      disabledReason={denial}
      onClick={() => start({ name: matching.title.slice(0, 300), source: { list: "numbers", query: matching.query } })}
    >
      Refresh all {formatTotal(matching)}
    </Button>
  );
}
