"use client";

import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { PageBanner } from "@/components/feedback/page-banner";
import { handOverNumbers } from "@/components/number-input/draft-store";
import { Section } from "@/components/ui/card";
import { isPlainOrderKind, type NumberAction } from "@/lib/domain/order";
import type { ReadinessStepId } from "@/lib/domain/readiness-step";
import type { AccountView, NumberStatus } from "@/lib/services/numbers/number-view";
import { chooseAction } from "../next-step";
import { AccountFacts } from "./account-facts";
import { CallDrawer } from "./call-drawer";
import { NumberAbout, NumberHeader } from "./number-about";
import { NumberActions } from "./number-actions";
import { type DialogKind, NumberDialog } from "./number-dialog";
import { NumberLabels } from "./number-labels";
import type { NumberRights } from "./number-rights";
import { PendingOrders } from "./pending-orders";
import { ReadinessPath } from "./readiness-path";
import { useNumberStatus } from "./use-number-status";
import { VerdictPanel } from "./verdict-panel";

type Asked = { action: DialogKind; account: AccountView };

const isDialogKind = (action: NumberAction): action is DialogKind => isPlainOrderKind(action);

function readAsked(step: ReadinessStepId | null, status: NumberStatus, rights: NumberRights): Asked | null {
  if (step === null || rights.order !== null || !status.steps.some(({ id, isNext }) => id === step && isNext))
    return null;
  const choice = chooseAction(step, status);
  if (!choice || choice.reason !== null || !isDialogKind(choice.action)) return null;
  return { action: choice.action, account: choice.account };
}

/** A number's page: its verdict first, then its path, what each carrier reports, and what does not move. */
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
    // Only its form shows whether a campaign has room and which numbers would move.
    if (isDialogKind(action)) setAsked({ action, account });
    else router.push(handOverNumbers(action, [number]));
  };
  const parts = { status, rights, onAsk: ask, onRead: () => void refetch() };
  return (
    <>
      <NumberHeader status={status} />
      {fault && (
        <PageBanner tone="unknown" title="Disconnected">
          {fault.isSignedOut
            ? "You are signed out. This is the last known state: sign in again to follow it."
            : "The portal does not respond. This is the last known state; it is asked again automatically."}
        </PageBanner>
      )}
      {warnings.length > 0 && <PageBanner tone="pending">{warnings.join(" ")}</PageBanner>}
      <VerdictPanel {...parts} />
      <ReadinessPath {...parts} />
      <PendingOrders pending={status.pending} />
      <div className="mt-2 grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <Section title="What each carrier reports">
          <AccountFacts {...parts} />
        </Section>
        <aside
          aria-label="About the number"
          className="flex flex-col gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1"
        >
          <NumberLabels status={status} rights={rights} />
          <NumberActions {...parts} />
          <NumberAbout status={status} />
        </aside>
        <div className="flex min-w-0 flex-col gap-8">{children}</div>
      </div>
      <CallDrawer number={number} />
      {asked && (
        <NumberDialog
          action={asked.action}
          account={asked.account}
          number={number}
          onClose={() => {
            setAsked(null);
            // A reload or the back button must not open the dialog again.
            if (askedStep) window.history.replaceState(null, "", window.location.pathname);
          }}
          onPlaced={() => void refetch()}
        />
      )}
    </>
  );
}
