import { redirect } from "next/navigation";
import { PageHeading } from "@/components/ui/page-heading";
import { findVisitor } from "@/lib/auth/session";
import { ChoosePasswordForm } from "./choose-password-form";

/** Required first page after signing in with a temporary password. */
export default async function ChoosePasswordPage() {
  const visitor = await findVisitor();
  if (!visitor) redirect("/sign-in");
  if (!visitor.mustChange) redirect("/");
  return (
    <>
      <PageHeading className="text-2xl font-semibold">Choose a password</PageHeading>
      <p className="mt-1 mb-6 text-sm text-muted">
        Welcome, {visitor.ctx.actor.name}. Your temporary password works only once.
      </p>
      <ChoosePasswordForm />
    </>
  );
}
