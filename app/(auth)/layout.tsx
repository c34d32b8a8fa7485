import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { listCarriers } from "@/lib/carriers/registry";

const CARRIERS = new Intl.ListFormat("en-US").format(listCarriers().map(({ label }) => label));

export default function DoorstepLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <main id="content" className="flex flex-1 flex-col items-center justify-center px-4 py-10">
        <div className="w-full max-w-92">
          <p className="mb-7 flex items-center gap-2.5 text-lg font-semibold tracking-tight">
            <BrandMark className="size-8" /> Tandem
          </p>
          {children}
        </div>
      </main>
      <footer className="flex items-center justify-between gap-4 px-5 py-4 text-xs text-faint">
        <span>US numbers across {CARRIERS}</span>
        <ThemeSwitch />
      </footer>
    </div>
  );
}
