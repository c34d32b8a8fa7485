"use client";

import { Download, FileSpreadsheet, FileText } from "lucide-react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuItem } from "../ui/menu";
import { Spinner } from "../ui/spinner";
import { useExport } from "./use-export";

/** "Export", with the choice between CSV and an Excel workbook. `of` names what is exported; without a `label` it makes the button an icon. */
export function ExportMenu({ href, label, of }: { href: string; label?: string; of?: string }) {
  const { run, isBusy, refusal } = useExport();
  return (
    <>
      <Menu
        trigger={
          of === undefined || label !== undefined ? (
            <Button
              icon={<Download aria-hidden />}
              isBusy={isBusy}
              aria-label={of === undefined ? undefined : `${label ?? "Export"} of ${of}`}
            >
              {label ?? "Export"}
            </Button>
          ) : (
            <IconButton
              label={`Export ${of}`}
              icon={isBusy ? <Spinner /> : <Download />}
              aria-busy={isBusy || undefined}
              hasTooltip={false}
            />
          )
        }
      >
        <MenuItem icon={<FileText aria-hidden />} onSelect={() => run(href, "csv")}>
          CSV
        </MenuItem>
        <MenuItem icon={<FileSpreadsheet aria-hidden />} onSelect={() => run(href, "xlsx")}>
          Excel (XLSX)
        </MenuItem>
      </Menu>
      {refusal}
    </>
  );
}
