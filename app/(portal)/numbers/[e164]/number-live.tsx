"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { PageBanner } from "@/components/feedback/page-banner";
import { CopyNumber } from "@/components/number";
import { handOverNumbers } from "@/components/number-input/draft-store";
import { Badge } from "@/components/ui/badge";
import { Card, Facts, Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/time";
import { lataLabel } from "./lata-label";
import { formatNational, toTenDigits } from "@/lib/domain/phone-number";
import type { NumberAction } from "@/lib/services/numbers/judge-action";
import type { AccountView, NumberStatus, ReadinessStepId } from "@/lib/services/numbers/number-view";
import { chooseAction } from "../next-step";
import { NumberDialog } from "./number-dialog";
import type { NumberRights } from "./number-rights";
import { PendingOrders } from "./pending-orders";
import { ReadinessPath } from "./readiness-path";
import { ServiceList } from "./service-list";
import { useNumberStatus } from "./use-number-status";

type Asked = { action: Exclude<NumberAction, "campaign-assign">; account: AccountView };

function readAsked(step: ReadinessStepId | null, status: NumberStatus, rights: NumberRights): Asked | null {
  if (step === null || rights.order !== null || !status.steps.some(({ id, isNext }) => id === step && isNext))
    return null;
  const choice = chooseAction(step, status);
  if (!choice || choice.reason !== null || choice.action === "campaign-assign") return null;
  return { action: choice.action, account: choice.account };
}

/** What moves on a number's page, and around it what does not. */
export function NumberLive({
  initial,
  warnings,
  rights,
  askedStep,
  children,
}: {
  initial: NumberStatus;
  warnings: readonly string[];
  rights: NumberRights;
  /** The step that a list asks for: its dialog is open from the start, if it is still the next one. */
  askedStep: ReadinessStepId | null;
  children: ReactNode;
}) {
  const { status, fault, refetch } = useNumberStatus(initial);
  const router = useRouter();
  const [asked, setAsked] = useState(() => readAsked(askedStep, initial, rights));
  const { number } = status;
  const ask = (action: NumberAction, account: AccountView) => {
    // A campaign is chosen where its room and a move are looked at.
    if (action === "campaign-assign") router.push(handOverNumbers("/campaigns/assign", "assign", [number]));
    else setAsked({ action, account });
  };
  return (
    <>
      <PageHeader
        back={{ href: "/numbers", label: "Numbers" }}
        title={
          <span className="flex items-center gap-2">
            <span className="font-mono">{formatNational(number)}</span>
            <CopyNumber e164={number} />
          </span>
        }
        badges={
          <>
            {status.isTollFree && <Badge>Toll-free</Badge>}
            {!status.isKnown && <Badge tone="unknown">Not known here yet</Badge>}
          </>
        }
      />
      {fault && (
        <PageBanner tone="unknown" title="Disconnected">
          {fault.isSignedOut
            ? "You are signed out: what stands here is the last known state. Sign in again to follow it."
            : "The portal does not answer: what stands here is the last known state. It is asked again by itself."}
        </PageBanner>
      )}
      {!status.isKnown && (
        <PageBanner tone="neutral" title="Tandem has not seen this number before">
          Nobody has ordered, imported or looked it up here. Refresh asks a carrier whether it knows the number; an
          order puts it to work.
        </PageBanner>
      )}
      {warnings.length > 0 && <PageBanner tone="pending">{warnings.join(" ")}</PageBanner>}
      <ReadinessPath status={status} rights={rights} onAsk={ask} />
      <PendingOrders pending={status.pending} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
        <Section title="Carrier accounts" description="What each of them does for this number, in its own words.">
          <ServiceList status={status} rights={rights} onAsk={ask} onRefreshed={() => void refetch()} />
        </Section>
        <Section title="About">
          <Card>
            <Facts
              items={[
                { label: "E.164", value: <span className="font-mono">{number}</span> },
                { label: "Ten digits", value: <span className="font-mono">{toTenDigits(number)}</span> },
                { label: "State", value: status.state ?? "–" },
                { label: "Rate center", value: status.rateCenter ?? "–" },
                { label: "LATA", value: lataLabel(status.lata) },
                { label: "Added", value: status.addedAt ? <RelativeTime at={status.addedAt} /> : "–" },
              ]}
            />
          </Card>
        </Section>
      </div>
      {children}
      {asked && (
        <NumberDialog
          action={asked.action}
          account={asked.account}
          number={number}
          onClose={() => {
            setAsked(null);
            // A reload, or the way back, shall not ask again.
            if (askedStep) window.history.replaceState(null, "", window.location.pathname);
          }}
          onPlaced={() => void refetch()}
        />
      )}
    </>
  );
}
