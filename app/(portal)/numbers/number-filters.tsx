import { FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { US_STATES } from "@/lib/domain/geography";
import { INBOUND_LABELS } from "@/lib/domain/message-state";
import {
  IMPORT_LOOKS,
  type Look,
  OWNERSHIP_LOOKS,
  REGISTRATION_LOOKS,
  SMS_LOOKS,
  STANDING_LABELS,
} from "@/lib/domain/service-labels";

const STATES = US_STATES.map(({ code, name }) => ({ value: code, label: name }));
const TOLL_FREE = [
  { value: "yes", label: "Toll-free" },
  { value: "no", label: "Not toll-free" },
];
const DOUBLE_CLAIM = [{ value: "yes", label: "Through two carriers at once" }];
const INBOUND = Object.entries(INBOUND_LABELS).map(([value, label]) => ({ value, label }));
const toOptions = (looks: Readonly<Record<string, Look>>) =>
  Object.entries(looks).map(([value, { label }]) => ({ value, label }));
const STANDINGS = Object.entries(STANDING_LABELS).map(([value, label]) => ({ value, label }));
const NARROW = "w-[calc(50%-4px)] sm:w-36";

export function NumberFilters({ carriers }: { carriers: readonly { id: string; label: string }[] }) {
  return (
    <FilterBar>
      <TextFilter
        name="q"
        label="Number in any spelling, its beginning, or its last four digits"
        placeholder="Number, beginning or last four"
        isMono
        className="w-full sm:w-72"
      />
      <SelectFilter
        name="carrier"
        label="Any carrier"
        options={carriers.map(({ id, label }) => ({ value: id, label }))}
        className={NARROW}
      />
      <SelectFilter name="sms" label="Any SMS state" options={toOptions(SMS_LOOKS)} className={NARROW} />
      <SelectFilter name="import" label="Any import" options={toOptions(IMPORT_LOOKS)} className={NARROW} />
      <SelectFilter
        name="registration"
        label="Any registration"
        options={toOptions(REGISTRATION_LOOKS)}
        className={NARROW}
      />
      <SelectFilter name="ownership" label="Any ownership" options={toOptions(OWNERSHIP_LOOKS)} className={NARROW} />
      <SelectFilter name="state" label="Any state" options={STATES} className={NARROW} />
      <SelectFilter name="tollFree" label="Any type" options={TOLL_FREE} className={NARROW} />
      <SelectFilter name="inbound" label="Any inbound" options={INBOUND} className={NARROW} />
      <SelectFilter name="known" label="Ours and pending" options={STANDINGS} className={NARROW} />
      <SelectFilter name="doubleClaim" label="Any claim" options={DOUBLE_CLAIM} className={NARROW} />
      <TextFilter name="campaign" label="Campaign id" isMono className={NARROW} />
      <TextFilter name="npa" label="Area code" isMono className={NARROW} />
      <TextFilter name="rateCenter" label="Rate center" className={NARROW} />
      <TextFilter name="lata" label="LATA" isMono className={NARROW} />
    </FilterBar>
  );
}
