"use client";

import Link, { useLinkStatus } from "next/link";
import type { ComponentProps } from "react";
import { OpeningBar } from "./opening-bar";

/**
 * A link within the portal. It is not prefetched: Next.js would request every visible page twice on each visit, and a click
 * while it prefetches on hover blanks the page until both answers are there.
 */
export const RouteLink = ({ children, ...rest }: Omit<ComponentProps<typeof Link>, "prefetch">) => (
  <Link {...rest} prefetch={false}>
    {children}
    <LinkOpening />
  </Link>
);

const LinkOpening = () => useLinkStatus().pending && <OpeningBar />;
