"use client";

import { ChevronsUpDown, LogOut, Settings } from "lucide-react";
import { ROLE_LABELS, type Role } from "@/lib/domain/permissions";
import type { Result } from "@/lib/domain/result";
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toaster";

export type ShellPerson = { name: string; email: string; role: Role };

export function PersonMenu({ person, onSignOut }: { person: ShellPerson; onSignOut: () => Promise<Result<unknown>> }) {
  const signOut = () => {
    onSignOut().then(
      (result) => !result.ok && toast.error(result.error.message),
      () => toast.error("Sign-out failed: the server could not be reached."),
    );
  };
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left transition-colors duration-100 hover:bg-hover"
        >
          <span
            aria-hidden
            className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
          >
            {toInitials(person.name)}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm leading-4 font-medium text-ink">{person.name}</span>
            <span className="block truncate text-xs text-faint">{ROLE_LABELS[person.role]}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </button>
      }
    >
      <MenuLabel>{person.email}</MenuLabel>
      <MenuLink href="/settings" icon={<Settings aria-hidden />}>
        Settings
      </MenuLink>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

const toInitials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase())
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("");
