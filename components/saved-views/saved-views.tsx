"use client";

import { Bookmark, ChevronDown, Pencil, RefreshCw, Trash2, Users } from "lucide-react";
import { RouteLink } from "../ui/route-link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import type { Result } from "@/lib/domain/result";
import { type SavedList, type SavedView, toViewQuery } from "@/lib/domain/saved-view";
import { useToastedAction } from "../feedback/use-action";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toaster";
import { NameDialog } from "./name-dialog";

/** The server's part, handed in by the page. */
export type SavedViewActions = {
  save: (input: { list: SavedList; name: string; query: string; isShared?: boolean }) => Promise<Result<SavedView>>;
  change: (input: { id: string; name?: string; query?: string; isShared?: boolean }) => Promise<Result<void>>;
  remove: (input: { id: string }) => Promise<Result<void>>;
};

type Props = { list: SavedList; views: readonly SavedView[]; actions: SavedViewActions };

/**
 * The named filters of a list, one's own and shared ones, as links: the address stays the list's only state. The one that fits the address is marked; filters
 * that fit none can be saved.
 */
export function SavedViews({ list, views, actions }: Props) {
  const pathname = usePathname();
  const query = toViewQuery(useSearchParams().toString());
  const [naming, setNaming] = useState<SavedView | "new" | null>(null);
  const isKnown = views.some((view) => view.query === query);
  if (views.length === 0 && query === "") return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {views.length > 0 && (
        <ul aria-label="Saved filters" className="contents">
          {views.map((view) => (
            <li
              key={view.id}
              className={cx(
                "inline-flex h-7 items-center rounded-md border text-sm",
                view.query === query
                  ? "border-accent-line bg-accent-soft text-ink"
                  : "border-line bg-surface text-muted",
              )}
            >
              <RouteLink
                href={`${pathname}?${view.query}`}
                aria-current={view.query === query ? "true" : undefined}
                className="inline-flex h-full items-center gap-1.5 rounded-l-md pl-2 hover:text-ink"
              >
                {view.isShared ? (
                  <Users aria-hidden className="size-3.5 shrink-0" />
                ) : (
                  <Bookmark aria-hidden className="size-3.5 shrink-0" />
                )}
                <span className="max-w-48 truncate">{view.name}</span>
                {view.owner !== null && <span className="pr-2 text-xs text-faint">{view.owner}</span>}
              </RouteLink>
              {view.canChange && (
                <ViewMenu
                  view={view}
                  list={list}
                  query={query === "" || isKnown ? null : query}
                  actions={actions}
                  onRename={() => setNaming(view)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {query !== "" && !isKnown && (
        <Button size="sm" variant="ghost" icon={<Bookmark aria-hidden />} onClick={() => setNaming("new")}>
          Save these filters
        </Button>
      )}
      {naming !== null && (
        <NameDialog
          title={naming === "new" ? "Save these filters" : `Rename “${naming.name}”`}
          initial={naming === "new" ? "" : naming.name}
          verb={naming === "new" ? "Save" : "Rename"}
          onClose={() => setNaming(null)}
          isShared={naming === "new" ? false : undefined}
          onSubmit={(name, isShared) =>
            naming === "new" ? actions.save({ list, name, query, isShared }) : actions.change({ id: naming.id, name })
          }
        />
      )}
    </div>
  );
}

function ViewMenu({
  view,
  list,
  query,
  actions,
  onRename,
}: {
  view: SavedView;
  list: SavedList;
  /** The filters in use, where they are not saved. */
  query: string | null;
  actions: SavedViewActions;
  onRename: () => void;
}) {
  const router = useRouter();
  const { run, isBusy } = useToastedAction();
  const change = <T,>(ask: () => Promise<Result<T>>, onDone: () => void) =>
    run(ask, () => {
      onDone();
      router.refresh();
    });
  const remove = () =>
    change(
      () => actions.remove({ id: view.id }),
      () =>
        toast.success(`“${view.name}” deleted`, {
          duration: 10_000,
          action: {
            label: "Undo",
            onClick: () =>
              change(
                () => actions.save({ list, name: view.name, query: view.query, isShared: view.isShared }),
                () => undefined,
              ),
          },
        }),
    );
  return (
    <Menu
      align="start"
      trigger={
        <IconButton
          size="sm"
          label={`Change the saved filter ${view.name}`}
          icon={<ChevronDown />}
          hasTooltip={false}
          aria-busy={isBusy || undefined}
        />
      }
    >
      <MenuItem icon={<Pencil aria-hidden />} onSelect={onRename}>
        Rename…
      </MenuItem>
      <MenuItem
        icon={<Users aria-hidden />}
        onSelect={() =>
          change(
            () => actions.change({ id: view.id, isShared: !view.isShared }),
            () => toast.success(view.isShared ? `“${view.name}” is private` : `“${view.name}” is shared with everyone`),
          )
        }
      >
        {view.isShared ? "Stop sharing" : "Share with everyone"}
      </MenuItem>
      {query !== null && (
        <MenuItem
          icon={<RefreshCw aria-hidden />}
          onSelect={() =>
            change(
              () => actions.change({ id: view.id, query }),
              () => toast.success(`“${view.name}” has the filters in use now`),
            )
          }
        >
          Use the present filters
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden />} isDanger onSelect={remove}>
        Delete
      </MenuItem>
    </Menu>
  );
}
