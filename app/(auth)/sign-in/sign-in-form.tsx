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
  "The email address or password is wrong, the account is disabled, or there were too many attempts. Check both. After several attempts, wait a few minutes.";
const UNREACHABLE = "The portal did not respond. Check your connection and try again.";

export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, startTransition] = useTransition();
  const isHydrated = useIsHydrated();
  const form = useRef<HTMLFormElement>(null);

  const submit = (data: FormData) =>
    startTransition(async () => {
      const problem = await trySignIn(String(data.get("email")), String(data.get("password")));
      if (problem === null) {
        // A full page load drops everything fetched while signed out. The portal redirects anyone who must choose a password.
        window.location.assign(next);
        await new Promise(() => undefined);
      }
      setProblem(problem ?? undefined);
      form.current?.querySelector<HTMLInputElement>("input[name=password]")?.select();
    });

  return (
    // Before the scripts load, a submit would put the password into the URL.
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
      <Field label="Email address">
        <Input name="email" type="email" autoComplete="username" autoFocus required isTall />
      </Field>
      <Field label="Password">
        <PasswordInput name="password" autoComplete="current-password" required isTall />
      </Field>
      <Button type="submit" variant="primary" size="lg" isBusy={isBusy} disabled={!isHydrated} className="mt-1 w-full">
        Sign in
      </Button>
      <noscript>
        <p className="text-sm text-bad">Signing in requires JavaScript. Turn it on for this site.</p>
      </noscript>
    </form>
  );
}

/** Null on success, else the error message. */
async function trySignIn(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn("credentials", { email, password, redirect: false });
    if (!answer) return UNREACHABLE;
    return answer.ok && !answer.error ? null : REFUSED;
  } catch {
    return UNREACHABLE;
  }
}
