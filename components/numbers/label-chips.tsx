import type { CSSProperties, ReactNode } from "react";
import { findHue, type TagView } from "@/lib/domain/tag";
import { NoValue } from "../ui/no-value";
import { cx } from "../ui/cx";

/** A tag in its hue. */
export function TagChip({ tag, className, children }: { tag: TagView; className?: string; children?: ReactNode }) {
  return (
    <span
      style={{ "--mark-hue": findHue(tag.hue) } as CSSProperties}
      className={cx(
        "carrier-mark inline-flex h-5 max-w-40 items-center gap-1 rounded-sm px-1.5 align-middle text-xs font-medium",
        className,
      )}
    >
      <span className="truncate">{tag.name}</span>
      {children}
    </span>
  );
}

/** The first tags in one line, and how many more there are. */
export function TagList({ tags, most = 3 }: { tags: readonly TagView[]; most?: number }) {
  if (tags.length === 0) return <NoValue />;
  const more = tags.slice(most);
  return (
    <span className="inline-flex items-center gap-1">
      {tags.slice(0, most).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {more.length > 0 && (
        <span className="text-xs text-muted" title={more.map(({ name }) => name).join(", ")}>
          +{more.length}
        </span>
      )}
    </span>
  );
}
