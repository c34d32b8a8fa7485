import { can, type Permission, type Role } from "@/lib/domain/permissions";
import { TabLinks } from "../ui/tabs";

const TABS = [
  { id: "preferences", href: "/settings", label: "Preferences", permission: "self:manage" },
  { id: "people", href: "/settings/people", label: "People", permission: "people:manage" },
] as const satisfies readonly { id: string; href: string; label: string; permission: Permission }[];

export type SettingsTab = (typeof TABS)[number]["id"];

/** The parts of the settings that the role may see. */
export function SettingsTabs({ current, role }: { current: SettingsTab; role: Role }) {
  const tabs = TABS.filter(({ permission }) => can(role, permission));
  return tabs.length > 1 ? <TabLinks label="Settings" tabs={tabs} current={current} /> : null;
}
