"use client";

import { ChevronDown, Copy } from "lucide-react";
import { RouteLink } from "./ui/route-link";
import { formatNational, toElevenDigits, toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import { copyText } from "./ui/copy-button";
import { IconButton } from "./ui/icon-button";
import { Menu, MenuItem } from "./ui/menu";
import { Tooltip } from "./ui/tooltip";

/** `(201) 555-0123` in the monospace face, E.164 on hover and focus. With `isLink` it leads to the number's page. */
export function TelephoneNumber({ e164, isLink = false }: { e164: PhoneNumber; isLink?: boolean }) {
  const message = formatNational(e164);
  const shown = isLink ? (
    <RouteLink
      href={`/numbers/${encodeURIComponent(e164)}`}
      className="font-mono whitespace-nowrap text-ink underline-offset-2 hover:text-accent hover:underline"
    >
      {message}
    </RouteLink>
  ) : (
    <span className="font-mono whitespace-nowrap">{message}</span>
  );
  return <Tooltip content={<span className="font-mono">{e164}</span>}>{shown}</Tooltip>;
}

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
