import { TextLink } from "@/components/ui/link";
import { ProgressBar } from "@/components/uploads/progress-bar";
import { formatCount } from "@/components/ui/format";
import type { RunningWork } from "@/lib/domain/home";

/** Orders, uploads and readings under way, each with its bar. */
export function RunningList({ running }: { running: readonly RunningWork[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {running.map(({ id, href, title, note, done, total }) => (
        <li key={id} className="flex flex-col gap-1">
          <p className="flex items-baseline justify-between gap-3 text-sm">
            <TextLink href={href} className="min-w-0 truncate font-medium">
              {title}
            </TextLink>
            <span className="shrink-0 text-xs text-muted">{note}</span>
          </p>
          <ProgressBar
            label={title}
            done={done}
            total={total}
            text={total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`}
          />
        </li>
      ))}
    </ul>
  );
}
