import { connection } from "next/server";
import type { ReactNode } from "react";
import { SettingsFrame } from "@/components/shell/settings-tabs";
import { hasSandbox } from "@/lib/services/sandbox-admin/call-sandbox";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  // Whether a carrier is simulated is known when the portal runs, not when it is built.
  await connection();
  return <SettingsFrame hasSandbox={hasSandbox()}>{children}</SettingsFrame>;
}
