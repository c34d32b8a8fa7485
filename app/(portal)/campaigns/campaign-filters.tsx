import { FilterBar, type FilterChip, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import type { CampaignQuery } from "@/lib/domain/campaign";
import { STATES, toOptions } from "@/lib/domain/labels";

const ROOM_LABELS = { free: "Has room", full: "Full" } as const;

export const CampaignFilters = () => (
  <FilterBar>
    <TextFilter
      name="q"
      label="The beginning of a campaign's or brand's ID, or a part of the description"
      placeholder="Campaign, brand or description"
      className="w-full sm:w-72"
    />
    <SelectFilter name="state" label="Any registration" options={toOptions(STATES.entry)} />
    <SelectFilter name="standing" label="Any standing" options={toOptions(STATES.campaign)} />
    <SelectFilter name="room" label="Any room" options={toOptions(ROOM_LABELS)} />
  </FilterBar>
);

/** The filters in use, as the chips above the table show them. */
export const describeCampaignFilters = ({ q, state, standing, room }: CampaignQuery): FilterChip[] =>
  [
    q && { name: "q", label: "Search", value: q },
    state && { name: "state", label: "Registration", value: STATES.entry[state].label },
    standing && { name: "standing", label: "At the carrier", value: STATES.campaign[standing].label },
    room && { name: "room", label: "Room", value: ROOM_LABELS[room] },
  ].filter((chip) => typeof chip === "object");
