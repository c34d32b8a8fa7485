"use client";

import { UserPlus } from "lucide-react";
import { Button } from "../ui/button";
import { formatNoun } from "../ui/format";

const SHOWN = 3;

/** The choice to make customers of names that are unknown, with the first of them. */
export function CreateCustomers({
  names,
  denial,
  isBusy,
  onCreate,
}: {
  names: readonly string[];
  denial: string | null;
  isBusy: boolean;
  onCreate: () => void;
}) {
  const more = names.length - SHOWN;
  return (
    <>
      <Button
        size="sm"
        className="max-w-full self-start"
        icon={<UserPlus aria-hidden />}
        isBusy={isBusy}
        disabledReason={denial}
        onClick={onCreate}
      >
        Create {formatNoun(names.length, "customer")}
      </Button>
      <p className="text-xs break-words text-muted" title={names.slice(0, 50).join("\n")}>
        {names.slice(0, SHOWN).join(", ")}
        {more > 0 && ` and ${formatNoun(more, "other")}`}
      </p>
    </>
  );
}
