"use client";

import { DENSITY_LABELS } from "@/components/data-table/display-menu";
import { Segmented } from "@/components/ui/segmented";
import { DENSITIES, type Density } from "@/lib/domain/preferences";
import { setDensityAction } from "../../preference-actions";
import { useSave } from "./use-save";

export function DensityField({ density }: { density: Density }) {
  const { save } = useSave();
  return (
    <Segmented
      label="Rows"
      name="density"
      value={density}
      options={DENSITIES.map((value) => ({ value, label: DENSITY_LABELS[value] }))}
      onChange={(value) =>
        save(() => setDensityAction({ density: value }), `Rows are ${DENSITY_LABELS[value].toLowerCase()}`)
      }
    />
  );
}
