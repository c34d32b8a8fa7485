"use client";

import { createContext, use, type ReactNode } from "react";
import { can, type Permission, type Role } from "@/lib/domain/permissions";
import { TabLinks } from "../ui/tabs";

const TABS = [
  { id: "account", href: "/settings", label: "Account", permission: "self:manage" },
  { id: "preferences", href: "/settings/preferences", label: "Preferences", permission: "self:manage" },
  { id: "people", href: "/settings/people", label: "People", permission: "people:manage" },
  { id: "carriers", href: "/settings/carriers", label: "Carriers", permission: "accounts:manage" },
  { id: "sandbox", href: "/settings/sandbox", label: "Sandbox", permission: "sandbox:manage" },
] as const satisfies readonly { id: string; href: string; label: string; permission: Permission }[];

export type SettingsTab = (typeof TABS)[number]["id"];

const HasSandbox = createContext(false);

/** Frame of all settings pages. `hasSandbox`: a carrier is simulated. */
export function SettingsFrame({ hasSandbox, children }: { hasSandbox: boolean; children: ReactNode }) {
  return <HasSandbox value={hasSandbox}>{children}</HasSandbox>;
}

/** The settings tabs that the role can see. */
export function SettingsTabs({ current, role }: { current: SettingsTab; role: Role }) {
  const hasSandbox = use(HasSandbox);
  const tabs = TABS.filter(({ id, permission }) => can(role, permission) && (id !== "sandbox" || hasSandbox));
  return tabs.length > 1 ? <TabLinks label="Settings" tabs={tabs} current={current} /> : null;
}
