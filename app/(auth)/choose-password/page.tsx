import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { findVisitor } from "@/lib/auth/session";
import { ChoosePasswordForm } from "./choose-password-form";

export const metadata: Metadata = { title: "Choose a password" };

/** Required first page after signing in with a temporary password. */
export default async function ChoosePasswordPage() {
  const visitor = await findVisitor();
  if (!visitor) redirect("/sign-in");
  if (!visitor.mustChange) redirect("/");
  return (
    <>
      <h1 className="text-2xl font-semibold">Choose a password</h1>
      <p className="mt-1 mb-6 text-sm text-muted">
        Welcome, {visitor.ctx.actor.name}. Your temporary password works only once.
      </p>
      <ChoosePasswordForm />
    </>
  );
}
