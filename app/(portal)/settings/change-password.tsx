"use client";

import { useRouter } from "next/navigation";
import { PasswordForm } from "@/components/form/password-form";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { changeOwnPasswordAction } from "./actions";

export function ChangePassword() {
  const router = useRouter();
  return (
    <PasswordForm
      onSubmit={changeOwnPasswordAction}
      onDone={({ endedSessions }) => {
        const description = endedSessions > 0 ? `${formatNoun(endedSessions, "other session")} ended.` : undefined;
        toast.success("Password changed", { description });
        router.refresh();
      }}
    />
  );
}
