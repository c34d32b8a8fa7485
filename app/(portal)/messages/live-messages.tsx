import { LivePage } from "@/components/live/live-page";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/** Keeps a page of messages current: it is read again whenever one has changed since `version`; with `number`, one of that number. */
export function LiveMessages({ version, number, at }: { version: string; number?: PhoneNumber; at?: string }) {
  const query = number === undefined ? "" : `?${new URLSearchParams({ number })}`;
  return (
    <LivePage
      at={at ?? new Date().toISOString()}
      pace="moving"
      source={`/api/messages/version${query}`}
      version={version}
    />
  );
}
