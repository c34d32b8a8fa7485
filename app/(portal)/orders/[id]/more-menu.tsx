"use client";

import { Copy, Download, Ellipsis, FileWarning, ScrollText } from "lucide-react";
import { useExport } from "@/components/exports/use-export";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { copyNumbers } from "./item-files";
import { toExportHref, type ItemPart } from "./to-export-href";
import { useEvidence } from "./use-evidence";

const FORMATS = { csv: "CSV", xlsx: "Excel" } as const;

export function MoreMenu({ orderId, hasFailed }: { orderId: string; hasFailed: boolean }) {
  const evidence = useEvidence();
  const { run, isBusy, refusal } = useExport();
  const exportItems = (part: ItemPart, label: string, icon: "failed" | "all") =>
    (["csv", "xlsx"] as const).map((format) => (
      <MenuItem
        key={format}
        icon={icon === "failed" ? <FileWarning aria-hidden /> : <Download aria-hidden />}
        onSelect={() => run(toExportHref(orderId, part), format)}
      >
        {label} as {FORMATS[format]}
      </MenuItem>
    ));
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label="More"
            icon={isBusy ? <Spinner /> : <Ellipsis />}
            hasTooltip={false}
            aria-busy={isBusy || undefined}
          />
        }
      >
        {hasFailed && (
          <>
            {exportItems({ state: "failed" }, "Failed numbers with reason and fix", "failed")}
            <MenuSeparator />
          </>
        )}
        {exportItems({}, "All numbers", "all")}
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void copyNumbers(orderId, {})}>
          Copy all numbers
        </MenuItem>
        <MenuItem icon={<ScrollText aria-hidden />} onSelect={() => evidence.open("all")}>
          Carrier calls of this order
        </MenuItem>
      </Menu>
      {refusal}
    </>
  );
}
