import { FlaskConical, Radio } from "lucide-react";
import { Badge } from "../ui/badge";

/** Names of the accounts in use, by what they reach. */
type AccountModes = { sandbox: readonly string[]; live: readonly string[] };

/** Beside the logo: which accounts reach a real carrier, by name, and whether others are simulated. Nothing without any account. */
export function AccountModesBadge({ modes: { sandbox, live } }: { modes: AccountModes }) {
  if (sandbox.length === 0 && live.length === 0) return null;
  const sentence = [
    sandbox.length > 0 && `Sandbox: ${sandbox.join(", ")}.`,
    live.length > 0 && `Live: ${live.join(", ")}.`,
  ]
    .filter(Boolean)
    .join(" ");
  return (
    <p role="note" title={sentence} className="flex min-w-0 flex-wrap items-center gap-1">
      <span className="sr-only">{sentence}</span>
      {live.length > 0 && (
        <span aria-hidden className="min-w-0">
          <Badge tone="pending" icon={Radio}>
            Live: {live.join(", ")}
          </Badge>
        </span>
      )}
      {sandbox.length > 0 && (
        <span aria-hidden className="min-w-0">
          <Badge icon={FlaskConical}>{live.length > 0 ? `Sandbox: ${sandbox.join(", ")}` : "Sandbox"}</Badge>
        </span>
      )}
    </p>
  );
}
