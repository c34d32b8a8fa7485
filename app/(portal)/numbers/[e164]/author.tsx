import { TextLink } from "@/components/ui/link";
import type { Verdict } from "@/lib/domain/verdict";

/** Who brought a value about: a person, an order, or both. */
export function Author({ by }: { by: NonNullable<Verdict["by"]> }) {
  return (
    <span>
      {by.isAssignment ? "Assigned by" : "By"} {by.person ?? "order"}
      {by.orderRef && (
        <>
          {by.person ? ", order " : " "}
          <TextLink href={`/orders/${by.orderRef}`} className="font-mono text-xs">
            {by.orderRef}
          </TextLink>
        </>
      )}
    </span>
  );
}
