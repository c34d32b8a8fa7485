import { TriangleAlert } from "lucide-react";

/** What was odd in the file, or left out of it. */
export function FileNotices({ notices }: { notices: readonly string[] }) {
  if (notices.length === 0) return null;
  return (
    <ul aria-label="About the file" className="flex flex-col gap-1 text-sm text-ink">
      {notices.map((notice) => (
        <li key={notice} className="flex items-start gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-pending" />
          <span className="min-w-0">{notice}</span>
        </li>
      ))}
    </ul>
  );
}
