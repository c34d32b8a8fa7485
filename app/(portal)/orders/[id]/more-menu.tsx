"use client";

import { Copy, Download, Ellipsis, ScrollText } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { copyNumbers, downloadCsv } from "./item-files";
import { useEvidence } from "./use-evidence";

export function MoreMenu({ orderId }: { orderId: string }) {
  const evidence = useEvidence();
  return (
    <Menu trigger={<IconButton label="More" icon={<Ellipsis />} hasTooltip={false} />}>
      <MenuItem icon={<Download aria-hidden />} onSelect={() => downloadCsv(orderId, {})}>
        Export all numbers as CSV
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={() => void copyNumbers(orderId, {})}>
        Copy all numbers
      </MenuItem>
      <MenuItem icon={<ScrollText aria-hidden />} onSelect={() => evidence.open("all")}>
        Carrier calls of this order
      </MenuItem>
    </Menu>
  );
}
