import { FlaskConical, Radio } from "lucide-react";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { TONE_SOFT } from "../ui/tone";

/** Names of the active accounts, by what they reach. */
export type AccountModes = { sandbox: readonly string[]; live: readonly string[] };

/**
 * Names the live accounts and the simulated ones; renders nothing without accounts. `isShort`: for narrow places; screen
 * readers still get the full text.
 */
export function AccountModesBadge({
  modes: { sandbox, live },
  isShort = false,
}: {
  modes: AccountModes;
  isShort?: boolean;
}) {
  if (sandbox.length === 0 && live.length === 0) return null;
  const simulated = sandbox.length > 0 ? `Sandbox: ${sandbox.join(", ")}.` : "";
  const real = live.length > 0 ? `Live: ${live.join(", ")}.` : "";
  const sentence = `${simulated} ${real}`.trim();
  return (
    <div role="note" title={sentence} className="min-w-0">
      <span className="sr-only">{sentence}</span>
      <div aria-hidden className="flex min-w-0 flex-col items-start gap-1">
        {real === "" ? (
          <Badge icon={FlaskConical}>Sandbox</Badge>
        ) : isShort ? (
          <Badge tone="pending" icon={Radio}>
            {real}
          </Badge>
        ) : (
          <>
            <p className={cx("rounded-sm border px-1.5 py-0.5 text-xs font-medium", TONE_SOFT.pending)}>{real}</p>
            {simulated && <p className="px-1.5 text-xs text-muted">{simulated}</p>}
          </>
        )}
      </div>
    </div>
  );
}
