import { connection } from "next/server";
import type { ReactNode } from "react";
import { SettingsFrame } from "@/components/shell/settings-tabs";
import { isSandboxPlayed } from "@/lib/services/sandbox-admin/call-sandbox";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  // Whether a carrier is played is known when the portal runs, not when it is built.
  await connection();
  return <SettingsFrame hasSandbox={isSandboxPlayed()}>{children}</SettingsFrame>;
}
