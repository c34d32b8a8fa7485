import { FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { US_STATES } from "@/lib/domain/geography";
import { INBOUND_LABELS, STANDING_LABELS, STATES, toOptions } from "@/lib/domain/labels";

const US_STATE_OPTIONS = US_STATES.map(({ code, name }) => ({ value: code, label: name }));
const TOLL_FREE = [
  { value: "yes", label: "Toll-free" },
  { value: "no", label: "Not toll-free" },
];
const DOUBLE_CLAIM = [{ value: "yes", label: "Through two carriers at once" }];
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
      <SelectFilter name="sms" label="Any SMS state" options={toOptions(STATES.sms)} className={NARROW} />
      <SelectFilter name="import" label="Any import" options={toOptions(STATES.import)} className={NARROW} />
      <SelectFilter
        name="registration"
        label="Any registration"
        options={toOptions(STATES.registration)}
        className={NARROW}
      />
      <SelectFilter name="ownership" label="Any ownership" options={toOptions(STATES.ownership)} className={NARROW} />
      <SelectFilter name="state" label="Any state" options={US_STATE_OPTIONS} className={NARROW} />
      <SelectFilter name="tollFree" label="Any type" options={TOLL_FREE} className={NARROW} />
      <SelectFilter name="inbound" label="Any inbound" options={toOptions(INBOUND_LABELS)} className={NARROW} />
      <SelectFilter name="known" label="Ours and pending" options={toOptions(STANDING_LABELS)} className={NARROW} />
      <SelectFilter name="doubleClaim" label="Any claim" options={DOUBLE_CLAIM} className={NARROW} />
      <TextFilter name="campaign" label="Campaign id" isMono className={NARROW} />
      <TextFilter name="npa" label="Area code" isMono className={NARROW} />
      <TextFilter name="rateCenter" label="Rate center" className={NARROW} />
      <TextFilter name="lata" label="LATA" isMono className={NARROW} />
    </FilterBar>
  );
}
