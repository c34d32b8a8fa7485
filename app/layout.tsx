import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { EARLY_KEYS_SCRIPT } from "@/components/shell/early-keys";
import { Providers } from "@/components/shell/providers";
import "./globals.css";

export const metadata: Metadata = {
  description: "One portal for US telephone numbers across carriers",
  icons: { icon: "/icon.svg" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const chosen = (await cookies()).get("tandem-theme")?.value;
  const theme = chosen === "light" || chosen === "dark" ? chosen : undefined;
  const nonce = /'nonce-([^']+)'/.exec((await headers()).get("content-security-policy") ?? "")?.[1];
  return (
    <html lang="en-US" data-theme={theme} suppressHydrationWarning>
      <body>
        {/* The browser hides the nonce from scripts. */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: EARLY_KEYS_SCRIPT }} />
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
