"use client";

import { PasswordForm } from "@/components/form/password-form";
import { changeOwnPasswordAction } from "./actions";

export function ChoosePasswordForm() {
  return (
    <PasswordForm
      currentLabel="The password you were given"
      submitLabel="Save and continue"
      isWide
      onSubmit={changeOwnPasswordAction}
      onDone={() => window.location.assign("/")}
    />
  );
}
