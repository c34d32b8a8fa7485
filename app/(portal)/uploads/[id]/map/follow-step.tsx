"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { follow, stopFollowing } from "@/components/uploads/followed";
import type { UploadState } from "@/lib/domain/uploads/upload";
import { findStep, uploadHref } from "@/lib/domain/uploads/upload-labels";

/** Leads on where nothing is left to map, also where the file was read between its arrival and this page. */
export function FollowStep({ id, state }: { id: string; state: UploadState }) {
  const router = useRouter();
  useEffect(() => {
    if (state === "receiving" || state === "reading") follow(id);
    else if (stopFollowing(id) && findStep(state) !== "map") router.replace(uploadHref({ id, state }));
  }, [id, state, router]);
  return null;
}
