import { LivePage } from "@/components/live/live-page";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/** Refreshes a page of messages when one changes after `version`; with `number`, only messages of that number. */
export function LiveMessages({ version, number, at }: { version: string; number?: PhoneNumber; at: string }) {
  const query = number === undefined ? "" : `?${new URLSearchParams({ number })}`;
  return <LivePage at={at} pace="moving" source={`/api/messages/version${query}`} version={version} />;
}
