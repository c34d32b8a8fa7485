import {
  Activity,
  Building2,
  ClipboardList,
  Contact,
  FileUp,
  Hash,
  House,
  ListChecks,
  Megaphone,
  MessageSquareText,
  MessagesSquare,
  ScrollText,
  Settings,
  Store,
  Upload,
  type LucideIcon,
} from "lucide-react";
import { can, type Permission, type Role } from "@/lib/domain/permissions";

export type Destination = {
  href: string;
  label: string;
  icon: LucideIcon;
  permission: Permission;
  /** The key after `g`. */
  key: string;
};

/** In the order of the navigation. */
const DESTINATIONS: readonly Destination[] = [
  { href: "/", label: "Home", icon: House, permission: "orders:read", key: "h" },
  { href: "/lookup", label: "Lookup", icon: ListChecks, permission: "numbers:read", key: "l" },
  { href: "/numbers", label: "Numbers", icon: Hash, permission: "numbers:read", key: "n" },
  { href: "/customers", label: "Customers", icon: Contact, permission: "numbers:read", key: "k" },
  { href: "/inventory", label: "Inventory", icon: Store, permission: "inventory:read", key: "i" },
  { href: "/orders", label: "Orders", icon: ClipboardList, permission: "orders:read", key: "o" },
  { href: "/jobs", label: "Jobs", icon: Activity, permission: "orders:read", key: "j" },
  { href: "/uploads", label: "Uploads", icon: Upload, permission: "orders:read", key: "u" },
  { href: "/sms", label: "SMS", icon: MessageSquareText, permission: "orders:write", key: "s" },
  { href: "/import", label: "Import", icon: FileUp, permission: "orders:write", key: "p" },
  { href: "/brands", label: "Brands", icon: Building2, permission: "numbers:read", key: "b" },
  { href: "/campaigns", label: "Campaigns", icon: Megaphone, permission: "numbers:read", key: "c" },
  { href: "/messages", label: "Messages", icon: MessagesSquare, permission: "numbers:read", key: "m" },
  { href: "/audit", label: "Audit log", icon: ScrollText, permission: "audit:read", key: "a" },
  { href: "/settings", label: "Settings", icon: Settings, permission: "self:manage", key: "," },
];

/** The pages that a role can open. */
export const listDestinations = (role: Role) => DESTINATIONS.filter(({ permission }) => can(role, permission));

/** Whether the page at `pathname` belongs to the destination. */
export const isWithin = (pathname: string, href: string) =>
  href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
