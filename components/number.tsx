"use client";

import { ChevronDown, Copy } from "lucide-react";
import { HoverCard } from "radix-ui";
import { useState } from "react";
import { formatNational, toElevenDigits, toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import type { Tone } from "@/lib/domain/service-state";
import { NumberCard } from "./numbers/number-card";
import { copyText } from "./ui/copy-button";
import { cx } from "./ui/cx";
import { IconButton } from "./ui/icon-button";
import { Menu, MenuItem } from "./ui/menu";
import { RouteLink } from "./ui/route-link";
import { ToneDot } from "./ui/tone";

/**
 * A number wherever it appears: the area code muted, on hover and focus what is known of it. `isLink`: it leads to the number's page.
 * `tone`: its state, where the place knows it. In a table, `c` copies the one in the focused row.
 */
export function TelephoneNumber({ e164, isLink = false, tone }: { e164: PhoneNumber; isLink?: boolean; tone?: Tone }) {
  const [isOpen, setIsOpen] = useState(false);
  const spelled = formatNational(e164);
  const content = (
    <>
      {tone && <ToneDot tone={tone} className="mr-1.5 align-middle" />}
      <span className="text-muted">{spelled.slice(0, 5)}</span>
      {spelled.slice(5)}
    </>
  );
  const className = "font-number whitespace-nowrap text-ink";
  return (
    <HoverCard.Root openDelay={400} closeDelay={150} open={isOpen} onOpenChange={setIsOpen}>
      <HoverCard.Trigger asChild>
        {isLink ? (
          <RouteLink
            href={`/numbers/${encodeURIComponent(e164)}`}
            data-number={e164}
            className={cx(className, "underline-offset-2 hover:underline")}
          >
            {content}
          </RouteLink>
        ) : (
          <span data-number={e164} className={className}>
            {content}
          </span>
        )}
      </HoverCard.Trigger>
      <HoverCard.Portal container={findContent()}>
        <HoverCard.Content
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 w-80 animate-fade rounded-lg bg-raised p-3 shadow-high"
        >
          {isOpen && <NumberCard e164={e164} />}
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  );
}

const findContent = () => (typeof document === "undefined" ? null : document.getElementById("content"));

/** Copies E.164 at once; its menu offers ten and eleven digits. */
export function CopyNumber({ e164 }: { e164: PhoneNumber }) {
  const copy = (text: string) => void copyText(text, text);
  return (
    <span className="inline-flex items-center">
      <IconButton size="sm" label={`Copy ${e164}`} icon={<Copy />} onClick={() => copy(e164)} />
      <Menu
        align="start"
        trigger={<IconButton size="sm" label="Copy in another form" icon={<ChevronDown />} hasTooltip={false} />}
      >
        {[e164, toTenDigits(e164), toElevenDigits(e164), formatNational(e164)].map((text) => (
          <MenuItem key={text} icon={<Copy aria-hidden />} onSelect={() => copy(text)}>
            <span className="font-mono">{text}</span>
          </MenuItem>
        ))}
      </Menu>
    </span>
  );
}
