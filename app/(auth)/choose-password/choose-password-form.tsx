"use client";

import { useRouter } from "next/navigation";
import { PasswordForm } from "@/components/form/password-form";
import { changeOwnPasswordAction } from "./actions";

export function ChoosePasswordForm() {
  const router = useRouter();
  return (
    <PasswordForm
      currentLabel="Temporary password"
      submitLabel="Save and continue"
      isWide
      onSubmit={changeOwnPasswordAction}
      onDone={() => router.replace("/")}
    />
  );
}
