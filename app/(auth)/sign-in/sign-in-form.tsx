"use client";

import { signIn } from "next-auth/react";
import { useRef, useState, useTransition } from "react";
import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { useIsHydrated } from "@/components/ui/use-now";

const REFUSED =
  "E-mail address or password is wrong, the account is disabled, or there were too many attempts. Check both; after several attempts wait a few minutes.";
const UNREACHABLE = "The portal did not answer. Check the connection and try again.";

export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, startTransition] = useTransition();
  const isHydrated = useIsHydrated();
  const form = useRef<HTMLFormElement>(null);

  const submit = (data: FormData) =>
    startTransition(async () => {
      const problem = await trySignIn(String(data.get("email")), String(data.get("password")));
      if (problem === null) {
        // A full load: nothing that was fetched while signed out may stay. The portal sends on whoever must choose a password.
        window.location.assign(next);
        await new Promise(() => undefined);
      }
      setProblem(problem ?? undefined);
      form.current?.querySelector<HTMLInputElement>("input[name=password]")?.select();
    });

  return (
    // Until the scripts are there a submit would put the password into the address.
    <form
      ref={form}
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) submit(new FormData(event.currentTarget));
      }}
    >
      {problem && <PageBanner tone="bad">{problem}</PageBanner>}
      <Field label="E-mail address">
        <Input name="email" type="email" autoComplete="username" autoFocus required isTall />
      </Field>
      <Field label="Password">
        <PasswordInput name="password" autoComplete="current-password" required isTall />
      </Field>
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy} disabled={!isHydrated} className="mt-1 w-full">
        Sign in
      </Button>
      <noscript>
        <p className="text-sm text-bad">Signing in needs JavaScript. Please switch it on for this site.</p>
      </noscript>
    </form>
  );
}

/** Null when it worked, else what went wrong, in words. */
async function trySignIn(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (!answer) return UNREACHABLE;
    return answer.ok && !answer.error ? null : REFUSED;
  } catch {
    return UNREACHABLE;
  }
}
