"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId } from "react";
import { cx } from "../ui/cx";
import { setTheme, THEMES, useTheme } from "./theme";

const FACES = {
  system: { label: "System", icon: Monitor },
  light: { label: "Light", icon: Sun },
  dark: { label: "Dark", icon: Moon },
} as const;

/** System, light or dark, per browser. */
export function ThemeSwitch({ hasLabels = false }: { hasLabels?: boolean }) {
  const theme = useTheme();
  const group = useId();
  return (
    <div
      role="radiogroup"
      aria-label="Theme"
      className="inline-flex w-fit gap-0.5 rounded-md border border-line bg-sunken p-0.5"
    >
      {THEMES.map((value) => {
        const { label, icon: Icon } = FACES[value];
        const isChosen = value === theme;
        return (
          <label
            key={value}
            title={label}
            className={cx(
              "relative inline-flex h-6 min-w-6 cursor-pointer items-center justify-center gap-1.5 rounded-sm text-xs font-medium has-focus-visible:outline-2 has-focus-visible:outline-accent",
              hasLabels && "px-2.5",
              isChosen ? "bg-surface text-ink ring-1 ring-line-strong" : "text-muted hover:text-ink",
            )}
          >
            <input
              type="radio"
              name={group}
              value={value}
              checked={isChosen}
              onChange={() => setTheme(value)}
              className="absolute inset-0 cursor-pointer appearance-none"
            />
            <Icon aria-hidden className="pointer-events-none size-3.5" />
            <span className={hasLabels ? "pointer-events-none" : "sr-only"}>{label}</span>
          </label>
        );
      })}
    </div>
  );
}
