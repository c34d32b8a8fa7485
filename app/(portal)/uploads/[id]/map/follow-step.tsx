"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { UploadState } from "@/lib/domain/uploads/upload";
import { findStep } from "@/lib/domain/uploads/upload-labels";

/** Leads on where nothing is left to map: the file was being read here, and its rows are being checked now. */
export function FollowStep({ id, state }: { id: string; state: UploadState }) {
  const router = useRouter();
  const [wasRead] = useState(state === "receiving" || state === "reading");
  const isOver = wasRead && findStep(state) !== "map";
  useEffect(() => {
    if (isOver) router.replace(`/uploads/${id}`);
  }, [isOver, id, router]);
  return null;
}
