import { redirect } from "next/navigation";
import { readSafeNext } from "@/lib/auth/safe-next";
import { PageHeading } from "@/components/ui/page-heading";
import { findVisitor } from "@/lib/auth/session";
import { readRawQuery } from "@/lib/domain/read-query";
import { SignInForm } from "./sign-in-form";

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next: nextPath } = readRawQuery(await searchParams);
  const next = readSafeNext(typeof nextPath === "string" ? nextPath : null);
  if (await findVisitor()) redirect(next);
  return (
    <>
      <PageHeading className="text-2xl font-semibold">Sign in</PageHeading>
      <p className="mt-1 mb-6 text-sm text-muted">Use the email address that your administrator entered.</p>
      <SignInForm next={next} />
    </>
  );
}
