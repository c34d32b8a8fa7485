import { DateFilter, type FilterChip, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { DELIVERY_DAYS, type DeliveryQuery, type DeliveryReport } from "@/lib/domain/delivery";
import type { MessageAccount } from "@/lib/services/messages/list-account-choices";
import { AccountFilter } from "../account-filter";
import { spellDay } from "./spell-day";

const nameDays = (days: number) => (days === 1 ? "Today" : `Last ${days} days`);

export function DeliveryFilters({ accounts }: { accounts: readonly MessageAccount[] }) {
  return (
    <>
      <SelectFilter
        name="days"
        label={nameDays(7)}
        options={DELIVERY_DAYS.filter((days) => days !== 7).map((days) => ({
          value: String(days),
          label: nameDays(days),
        }))}
      />
      <DateFilter name="from" label="From" />
      <DateFilter name="to" label="to" />
      <TextFilter name="number" label="Our number" isMono className="w-full sm:w-48" />
      <TextFilter name="campaign" label="Campaign ID" isMono className="w-full sm:w-40" />
      <TextFilter name="code" label="Error code" isMono className="w-full sm:w-36" />
      <AccountFilter accounts={accounts} />
    </>
  );
}

export const describeDeliveryFilters = (
  { from, to, number, campaign, code, account }: DeliveryQuery,
  accounts: readonly MessageAccount[],
): FilterChip[] =>
  [
    from && { name: "from", label: "From", value: from },
    to && { name: "to", label: "To", value: to },
    number && { name: "number", label: "Number", value: number },
    campaign && { name: "campaign", label: "Campaign", value: campaign },
    code && { name: "code", label: "Error code", value: code },
    account && {
      name: "account",
      label: "Account",
      value: accounts.find(({ id }) => id === account)?.label ?? "another one",
    },
  ].filter((chip) => typeof chip === "object");

export const describeSpan = ({ from, to }: Pick<DeliveryReport, "from" | "to">) =>
  from === to ? `on ${spellDay(from)}` : `from ${spellDay(from)} to ${spellDay(to)}`;
