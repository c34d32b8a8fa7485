"use client";

import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ExportFormat } from "@/lib/domain/export-format";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toaster";

const LOST = "The portal did not answer. Check the connection and try again.";

const nameFormat = (href: string, format: ExportFormat) => `${href}${href.includes("?") ? "&" : "?"}format=${format}`;

/**
 * Downloads an export. CSV streams straight to the disk; a workbook is asked for first, since it may be refused: `refusal`, to be drawn
 * where the export was asked for, says why and offers the CSV.
 */
export function useExport(): {
  run: (href: string, format: ExportFormat) => void;
  isBusy: boolean;
  refusal: ReactNode;
} {
  const [isBusy, setIsBusy] = useState(false);
  const [refused, setRefused] = useState<{ href: string; message: string } | null>(null);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const saveCsv = (href: string) => window.location.assign(nameFormat(href, "csv"));
  const saveXlsx = async (href: string) => {
    setIsBusy(true);
    const message = await fetchFile(nameFormat(href, "xlsx")).catch(() => LOST);
    setIsBusy(false);
    if (message === null) return;
    if (isHere.current) setRefused({ href, message });
    // The person has left the page where it would be said.
    else toast.warning(message, { duration: 10_000, action: { label: "Export CSV", onClick: () => saveCsv(href) } });
  };
  const refusal = refused && (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && setRefused(null)} size="sm" title="No Excel file was made">
      <div className="flex flex-col gap-4 pb-3">
        <p className="text-sm text-ink">{refused.message}</p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setRefused(null)}>Close</Button>
          <Button
            variant="primary"
            onClick={() => {
              saveCsv(refused.href);
              setRefused(null);
            }}
          >
            Export CSV
          </Button>
        </div>
      </div>
    </Dialog>
  );
  return {
    run: (href, format) => (format === "csv" ? saveCsv(href) : void saveXlsx(href)),
    isBusy,
    refusal,
  };
}

/** Saves the file, or returns why it was refused. */
async function fetchFile(href: string): Promise<string | null> {
  const response = await fetch(href);
  if (!response.ok) {
    const body: { error?: { message?: string } } | null = await response.json().catch(() => null);
    return body?.error?.message ?? LOST;
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "tandem.xlsx";
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after the click; it needs the address a moment longer.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return null;
}
