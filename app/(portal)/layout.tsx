import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DensityProvider } from "@/components/data-table/table";
import { readPreferences } from "@/lib/services/people/preferences";
import { FreshnessProvider } from "@/components/numbers/fact-age";
import { readFreshness } from "@/lib/services/numbers/freshness";
import { CarriersProvider } from "@/components/carriers/carrier-mark";
import { AppShell } from "@/components/shell/app-shell";
import { BrowserTimeZone } from "@/components/shell/browser-time-zone";
import { TimeZoneProvider } from "@/components/ui/time-zone";
import { authorize } from "@/lib/auth/session";
import { listAccountModes } from "@/lib/services/accounts/list-account-modes";
import { CarrierNotices } from "@/components/feedback/carrier-notices";
import { listCarriers } from "@/lib/carriers/registry";
import { makeMark } from "@/lib/domain/carrier-mark";
import { can } from "@/lib/domain/permissions";
import { TIME_ZONE_COOKIE } from "@/lib/domain/time-zone-cookie";
import { listPauses } from "@/lib/engine/breaker/list-pauses";
import { LabelDialog } from "./customers/label-dialog";
import { probeNowAction, signOutAction } from "./actions";

const CARRIERS = listCarriers().map(({ id, label, mark }) => ({ id, label, mark: mark ?? makeMark(label) }));

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await authorize("self:manage");
  const { name, email, role } = ctx.actor;
  const preferences = await readPreferences(ctx);
  return (
    <TimeZoneProvider timeZone={ctx.timeZone}>
      <BrowserTimeZone rendered={(await cookies()).get(TIME_ZONE_COOKIE)?.value ?? null} />
      <CarriersProvider carriers={CARRIERS}>
        <FreshnessProvider limits={await readFreshness(ctx)}>
          <DensityProvider density={preferences.density}>
            <AppShell
              person={{ name, email, role }}
              modes={await listAccountModes(ctx)}
              notices={
                <CarrierNotices
                  initial={await listPauses(ctx)}
                  onProbe={can(role, "accounts:manage") ? probeNowAction : null}
                />
              }
              onSignOut={signOutAction}
            >
              {children}
              <LabelDialog />
            </AppShell>
          </DensityProvider>
        </FreshnessProvider>
      </CarriersProvider>
    </TimeZoneProvider>
  );
}
