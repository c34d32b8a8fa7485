import type { ComponentProps } from "react";
import { DisplayMenu } from "@/components/data-table/display-menu";
import { TextFilter } from "@/components/data-table/filter-bar";
import { FilterBuilder } from "@/components/data-table/filter-builder";
import { chooseColumns } from "@/lib/domain/table";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";
import { PageSavedViews } from "../page-saved-views";
import { setColumnsAction, setDensityAction } from "../preference-actions";
import { CHOOSABLE_COLUMNS } from "./numbers-table";
import { RefreshMatching } from "./refresh-matching";

type Props = ComponentProps<typeof FilterBuilder> & {
  views: ComponentProps<typeof PageSavedViews>["views"];
  /** The columns that the person chose. */
  columns: Parameters<typeof chooseColumns>[1];
  matching: ComponentProps<typeof RefreshMatching>["matching"];
  refreshDenial: string | null;
};

/** What is above the numbers: search, filters, saved views, and what is done with all that match. */
export const NumberFilters = ({ fields, chips, views, columns, matching, refreshDenial }: Props) => (
  <div role="search" className="flex flex-wrap items-center gap-2">
    <TextFilter
      name="q"
      label="Number in any spelling, or three or more of its digits"
      placeholder="Number, or 3 or more digits"
      isMono
      className="w-full sm:w-72"
    />
    <FilterBuilder fields={fields} chips={chips} />
    <PageSavedViews list="numbers" views={views} />
    <span className="ml-auto flex items-center gap-2">
      <RefreshMatching matching={matching} denial={refreshDenial} />
      <DisplayMenu
        list="numbers"
        columns={CHOOSABLE_COLUMNS}
        shown={chooseColumns(NUMBERS_TABLE, columns)}
        actions={{ setColumns: setColumnsAction, setDensity: setDensityAction }}
      />
    </span>
  </div>
);
