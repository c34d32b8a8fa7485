import path from "node:path";
import { type Settings } from "@/lib/env";
import { type Preparation } from "./preparation";

/** Tells where the portal is, how to sign in, and what is simulated. */
export function printWelcome(
  settings: Settings,
  { admin, isSeeded }: Preparation,
  print: (line: string) => void,
): void {
  const local = `http://localhost:${settings.PORT}`;
  const lines = ["", `  Tandem answers at ${local}`];
  if (settings.PUBLIC_URL !== local) lines.push(`  and, from outside, at ${settings.PUBLIC_URL}`);
  lines.push("", ...describeSignIn(settings, admin));
  if (settings.simulated.length > 0) {
    lines.push("", `  Simulated by a sandbox, as no credentials are set: ${settings.simulated.join(", ")}.`);
    if (isSeeded) lines.push("  A small starting set of numbers and orders was put in.");
  }
  lines.push("", `  Log: ${path.join(settings.DATA_DIR, "portal.log")}`, "  Ctrl-C ends it.", "");
  print(lines.join("\n"));
}

function describeSignIn(settings: Settings, admin: Preparation["admin"]): string[] {
  if (admin.password !== undefined)
    return [
      `  Sign in as  ${admin.email}`,
      `  password    ${admin.password}`,
      "  (printed this once; change it after signing in)",
    ];
  const how =
    settings.ADMIN_PASSWORD !== undefined && admin.created ? "the password in ADMIN_PASSWORD" : "its password";
  return [
    `  Sign in as ${admin.email} with ${how}.`,
    ...(admin.created
      ? []
      : ["  (A password made for you was printed at the first start; a new one: npm start -- reset-admin)"]),
  ];
}
