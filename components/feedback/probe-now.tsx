"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Radar } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Result } from "@/lib/domain/result";
import { Button } from "../ui/button";
import { toast } from "../ui/toaster";
import { settleAction } from "./settle-action";

export type ProbeAction = (input: { accountId: string }) => Promise<Result<{ isWell: boolean; message: string }>>;

/** Probes a paused carrier now instead of at the next scheduled time. */
export function ProbeNow({ accountId, name, onProbe }: { accountId: string; name: string; onProbe: ProbeAction }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [isBusy, startTransition] = useTransition();
  const probe = () =>
    startTransition(async () => {
      const result = await settleAction(onProbe({ accountId }));
      if (!result.ok) toast.error(result.error.message);
      else if (result.data.isWell) toast.success(result.data.message);
      else toast.error(result.data.message);
      void queries.invalidateQueries({ queryKey: ["carrier-pauses"] });
      router.refresh();
    });
  return (
    <Button size="sm" icon={<Radar aria-hidden />} isBusy={isBusy} onClick={probe} aria-label={`Check ${name} now`}>
      Check now
    </Button>
  );
}
