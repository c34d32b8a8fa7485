import { connection } from "next/server";
import type { ReactNode } from "react";
import { SettingsFrame } from "@/components/shell/settings-tabs";
import { isSandboxPlayed } from "@/lib/services/sandbox-admin/call-sandbox";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  // Whether a carrier is simulated is known at run time, not at build time.
  await connection();
  return <SettingsFrame hasSandbox={isSandboxPlayed()}>{children}</SettingsFrame>;
}
