"use client";

import { Download, FileSpreadsheet, FileText } from "lucide-react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuItem } from "../ui/menu";
import { Spinner } from "../ui/spinner";
import { useExport } from "./use-export";

/** "Export", with the choice between CSV and an Excel workbook. `of` names what is exported and makes the button an icon. */
export function ExportMenu({ href, label = "Export", of }: { href: string; label?: string; of?: string }) {
  const { run, isBusy, refusal } = useExport();
  return (
    <>
      <Menu
        trigger={
          of === undefined ? (
            <Button icon={<Download aria-hidden />} isBusy={isBusy}>
              {label}
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
