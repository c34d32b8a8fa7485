import { RouteLink } from "../ui/route-link";
import type { ReactNode } from "react";
import { type AccountModes, AccountModesBadge } from "../accounts/account-modes-badge";
import type { Result } from "@/lib/domain/result";
import { BrandMark } from "./brand";
import { GlobalSearch } from "./global-search";
import { EndedNotices } from "./ended-notices";
import { ConnectionLostNotice } from "./connection-lost-notice";
import { MobileNavigation } from "./mobile-navigation";
import { Navigation } from "./navigation";
import { RecordVisits } from "./record-visits";
import { PersonMenu, type ShellPerson } from "./person-menu";
import { Shortcuts } from "./shortcuts";
import { ThemeSwitch } from "./theme-switch";
import { UpdateNotice } from "./update-notice";

/** The frame around every page: navigation, search, and which accounts are live. */
export function AppShell({
  person,
  modes,
  notices,
  onSignOut,
  children,
}: {
  person: ShellPerson;
  /** Names of the active accounts: simulated and live. */
  modes: AccountModes;
  /** What concerns every page, such as a failing carrier; usually empty. */
  notices: ReactNode;
  onSignOut: () => Promise<Result<unknown>>;
  children: ReactNode;
}) {
  const footer = <PersonMenu person={person} onSignOut={onSignOut} />;
  return (
    <div className="flex min-h-dvh">
      <RecordVisits />
      <EndedNotices />
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 flex h-dvh w-52 shrink-0 flex-col gap-4 border-r border-line p-2 max-md:hidden">
        <div className="flex flex-wrap items-center gap-x-1 gap-y-1 pr-1">
          <RouteLink href="/" className="flex h-8 items-center gap-2 px-2 text-base font-semibold tracking-tight">
            <BrandMark className="size-5" /> Tandem
          </RouteLink>
          <AccountModesBadge modes={modes} />
        </div>
        <Navigation role={person.role} />
        <div className="mt-auto">{footer}</div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-20 border-b border-line bg-ground">
          <div className="flex h-12 items-center gap-2 px-3 md:px-6">
            <MobileNavigation role={person.role} modes={modes} footer={footer} />
            <div className="max-w-24 shrink-0 md:hidden">
              <AccountModesBadge modes={modes} isShort />
            </div>
            <GlobalSearch role={person.role} />
            <div className="ml-auto flex items-center gap-2">
              <Shortcuts role={person.role} />
              <div className="max-sm:hidden">
                <ThemeSwitch />
              </div>
            </div>
          </div>
          <ConnectionLostNotice />
          <UpdateNotice />
        </header>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {notices}
          {children}
        </main>
      </div>
    </div>
  );
}
