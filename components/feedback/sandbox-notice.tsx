import { FlaskConical } from "lucide-react";

/** Says which carriers are played. Shown wherever their data are; null when all are live. */
export function SandboxNotice({ carriers }: { carriers: readonly string[] }) {
  if (carriers.length === 0) return null;
  const names = new Intl.ListFormat("en-US", { type: "conjunction" }).format(carriers);
  return (
    <p
      role="note"
      className="flex items-center gap-2 border-b border-line bg-sunken px-4 py-1.5 text-xs text-muted md:px-6"
    >
      <FlaskConical aria-hidden className="size-3.5 shrink-0 text-unknown" />
      <span>
        <strong className="font-medium text-ink">Sandbox.</strong> {names} {carriers.length === 1 ? "is" : "are"} played
        on this machine: nothing here reaches a real carrier.
      </span>
    </p>
  );
}
