"use client";

import { Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Role } from "@/lib/domain/permissions";
import { Dialog } from "../ui/dialog";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { listDestinations } from "./destinations";
import { endEarlyKeys, isTyping, listenToKeys } from "./early-keys";

/** How long `g` waits for its second key, in ms. */
const SEQUENCE_TIMEOUT_MS = 1200;

/** `g` and a letter open a page; `?` shows all shortcuts. Disabled while typing and in dialogs. */
export function Shortcuts({ role }: { role: Role }) {
  const router = useRouter();
  const [isShown, setIsShown] = useState(false);
  const pressedAt = useRef(0);
  const destinations = listDestinations(role);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog]")) return;
      const hasPrefix = Date.now() - pressedAt.current < SEQUENCE_TIMEOUT_MS;
      pressedAt.current = event.key === "g" && !hasPrefix ? Date.now() : 0;
      const target = hasPrefix ? listDestinations(role).find(({ key }) => key === event.key) : undefined;
      if (target) router.push(target.href);
      else if (event.key === "?") setIsShown(true);
      else return;
      event.preventDefault();
    };
    return listenToKeys(listen);
  }, [role, router]);

  useEffect(endEarlyKeys, []);

  return (
    <>
      <IconButton
        label="Keyboard shortcuts"
        icon={<Keyboard />}
        onClick={() => setIsShown(true)}
        className="max-sm:hidden"
      />
      <Dialog isOpen={isShown} onOpenChange={setIsShown} title="Keyboard shortcuts">
        <div className="grid gap-x-8 gap-y-5 pb-4 sm:grid-cols-2">
          <Group title="Go to" entries={destinations.map(({ key, label }) => ({ keys: ["g", key], label }))} />
          <div className="flex flex-col gap-5">
            <Group
              title="Search"
              entries={[
                { keys: ["/"], label: "Search" },
                { keys: ["Ctrl", "K"], label: "Search from anywhere" },
              ]}
            />
            <Group
              title="Tables"
              entries={[
                { keys: ["j"], label: "Next row" },
                { keys: ["k"], label: "Previous row" },
                { keys: ["x"], label: "Select row" },
                { keys: ["c"], label: "Copy the row's number" },
                { keys: ["Shift", "click"], label: "Select a range" },
                { keys: ["f"], label: "Add a filter" },
              ]}
            />
            <Group
              title="Help"
              entries={[
                { keys: ["?"], label: "Show this list" },
                { keys: ["Esc"], label: "Close, or clear the selection" },
              ]}
            />
          </div>
        </div>
      </Dialog>
    </>
  );
}

function Group({ title, entries }: { title: string; entries: readonly { keys: readonly string[]; label: string }[] }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-faint">{title}</h3>
      <dl>
        {entries.map(({ keys, label }) => (
          <div key={label} className="flex h-7 items-center justify-between gap-3">
            <dt className="text-sm text-ink">{label}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
