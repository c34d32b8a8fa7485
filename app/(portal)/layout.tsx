import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { authorize } from "@/lib/auth/session";
import { listPlayedCarriers } from "@/lib/services/health/list-played-carriers";
import { signOutAction } from "./actions";

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await authorize("self:manage");
  const { name, email, role } = ctx.actor;
  return (
    <AppShell person={{ name, email, role }} playedCarriers={await listPlayedCarriers(ctx)} onSignOut={signOutAction}>
      {children}
    </AppShell>
  );
}
