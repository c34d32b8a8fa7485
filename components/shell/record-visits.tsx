"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { readVisit } from "@/lib/domain/palette";

/** Keeps what the person opens as recent; a visit that is not kept takes nothing from the page. */
export function RecordVisits() {
  const pathname = usePathname();
  const client = useQueryClient();
  const visit = readVisit(pathname);
  const address = visit && `/api/search/recent?${new URLSearchParams(visit)}`;
  useEffect(() => {
    if (!address) return;
    fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" })
      .then(() => client.invalidateQueries({ queryKey: ["recent"] }))
      .catch(() => undefined);
  }, [address, client]);
  return null;
}
