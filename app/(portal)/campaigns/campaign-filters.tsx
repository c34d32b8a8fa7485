import { ENTRY_WORDS } from "@/components/campaigns/entry-badges";
import { CAMPAIGN_STANDING_WORDS } from "@/lib/domain/campaign";
import { FilterBar, type FilterChip, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import type { CampaignQuery } from "@/lib/domain/campaign";

const toOptions = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const ROOM_WORDS = { free: "Has room", full: "Full" } as const;

export const CampaignFilters = () => (
  <FilterBar>
    <TextFilter
      name="q"
      label="The beginning of a campaign's or brand's id, or a part of the description"
      placeholder="Campaign, brand or description"
      className="w-full sm:w-72"
    />
    <SelectFilter name="state" label="Any registration" options={toOptions(ENTRY_WORDS)} />
    <SelectFilter name="standing" label="Any standing" options={toOptions(CAMPAIGN_STANDING_WORDS)} />
    <SelectFilter name="room" label="Any room" options={toOptions(ROOM_WORDS)} />
  </FilterBar>
);

/** The filters in use, in words. */
export const describeCampaignFilters = ({ q, state, standing, room }: CampaignQuery): FilterChip[] =>
  [
    q && { name: "q", label: "Search", value: q },
    state && { name: "state", label: "Registration", value: ENTRY_WORDS[state] },
    standing && { name: "standing", label: "At the carrier", value: CAMPAIGN_STANDING_WORDS[standing] },
    room && { name: "room", label: "Room", value: ROOM_WORDS[room] },
  ].filter((chip) => typeof chip === "object");
