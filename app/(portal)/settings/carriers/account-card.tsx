import { FlaskConical, Radio, Settings2 } from "lucide-react";
import { ProbeNow } from "@/components/feedback/probe-now";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { StateBadge } from "@/components/ui/state-badge";
import { AbsoluteTime, ClockTime, RelativeTime } from "@/components/ui/time";
import { describeCause, describeWaiting, type CarrierPause } from "@/lib/domain/carrier-breaker";
import { describePace } from "@/lib/domain/carrier-pace";
import type { AccountDetail, AccountHealth } from "@/lib/services/accounts/account-view";
import { probeNowAction } from "../../actions";
import { hasCallbacks, labelCapability } from "./account-labels";
import { TestConnection } from "./test-connection";

/** Summary of one account: capabilities, carrier health, rate limits. */
export function AccountCard({ account }: { account: AccountDetail }) {
  return (
    <article className="rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2">
        <h2 className="text-base font-semibold text-ink">
          {account.carrierLabel} · {account.label}
        </h2>
        {account.mode === "sandbox" ? <Badge icon={FlaskConical}>Sandbox</Badge> : <Badge icon={Radio}>Live</Badge>}
        {!account.isEnabled && (
          <Badge tone="pending">{account.awaitsProbe ? "Off until a test passes" : "Disabled"}</Badge>
        )}
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <ButtonLink
            size="sm"
            href={`/settings/carriers/${account.id}`}
            icon={<Settings2 aria-hidden />}
            aria-label={`Edit ${account.carrierLabel} · ${account.label}`}
          >
            Edit
          </ButtonLink>
        </div>
      </header>
      <div className="flex flex-col gap-3 px-4 py-3">
        {account.pause && <PausedCarrier pause={account.pause} name={`${account.carrierLabel} · ${account.label}`} />}
        {account.secretsFault && <p className="text-sm text-bad">{account.secretsFault}</p>}
        <AwaitedProbe account={account} />
        <Facts
          items={[
            { label: "Supports", value: account.capabilities.map(labelCapability).join(", ") },
            { label: "Last call", value: <LastCall health={account.health} /> },
            {
              label: "Rate limits",
              value: (
                <ul>
                  {account.rates.map((rate) => (
                    <li key={rate.group}>
                      {rate.label}: {spellSpeed(rate.perSecond)}
                      {rate.isOwn && <span className="text-muted"> (set here)</span>}
                      <SlowerPace text={describePace(rate.pace, account.carrierLabel)} />
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              label: "Managed by",
              value: account.origin === "portal" ? "This page" : "Environment variables",
            },
          ]}
        />
        {hasCallbacks(account.capabilities) && <CallbackAddress url={account.callbackUrl} />}
        <TestConnection id={account.id} name={`${account.carrierLabel} · ${account.label}`} />
      </div>
    </article>
  );
}

function SlowerPace({ text }: { text: string | null }) {
  return text && <p className="text-pending">{text}</p>;
}

/** Why a new or changed account is still off: the carrier's response to the last test. */
export function AwaitedProbe({ account: { awaitsProbe, probeMessage, probedAt } }: { account: AccountDetail }) {
  if (!awaitsProbe) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-sm text-ink">
      <StateBadge tone="pending" label="Off until a test passes" look="plain" />
      {probeMessage === null ? (
        "Testing now."
      ) : (
        <span>
          {probeMessage} {probedAt && <RelativeTime at={probedAt} prefix="Tested" />}
        </span>
      )}
      <span className="text-muted">Retried every minute.</span>
    </p>
  );
}

function PausedCarrier({ pause, name }: { pause: CarrierPause; name: string }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 text-sm text-ink">
        <StateBadge tone="bad" label="Paused" raw={pause.lastAnswer} />
        <span>
          {describeCause(pause)} since <ClockTime at={pause.since} />; next check at{" "}
          <ClockTime at={pause.nextProbeAt} hasSeconds />. {describeWaiting(pause)}
        </span>
      </p>
      <ProbeNow accountId={pause.accountId} name={name} onProbe={probeNowAction} />
    </div>
  );
}

/** Where the carrier delivers messages and receipts for this account. */
export function CallbackAddress({ url }: { url: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-xs text-faint">Callback URL</span>
      <code className="min-w-0 rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs break-all text-ink">{url}</code>
      <CopyButton text={url} what="the callback URL" />
    </div>
  );
}

const spellSpeed = (perSecond: number) =>
  perSecond >= 1 && Number.isInteger(perSecond)
    ? `${perSecond} per second`
    : `${Math.round(perSecond * 60)} per minute`;

function LastCall({ health }: { health: AccountHealth }) {
  if (health.blockedUntil)
    return (
      <span className="flex flex-wrap items-center gap-1.5">
        <StateBadge tone="pending" label="Waiting" raw={health.blockedMessage} look="plain" />
        until <AbsoluteTime at={health.blockedUntil} />
      </span>
    );
  if (!health.lastCallAt) return <span className="text-faint">None yet</span>;
  const isWell = health.lastStatus !== null && health.lastStatus < 500 && health.lastStatus !== 401;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <StateBadge
        tone={isWell ? "good" : "bad"}
        label={health.lastStatus === null ? "No response" : `HTTP ${health.lastStatus}`}
        raw={health.lastFault}
        look="plain"
      />
      <RelativeTime at={health.lastCallAt} />
    </span>
  );
}
