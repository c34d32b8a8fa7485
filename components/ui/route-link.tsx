"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

/**
 * A link within the portal, prefetched on hover. Next.js would prefetch every visible link, so a table of fifty rows would
 * request fifty pages twice on each visit and again on each refresh.
 */
export function RouteLink({
  onMouseEnter,
  onMouseLeave,
  onFocus,
  onBlur,
  ...rest
}: Omit<ComponentProps<typeof Link>, "prefetch">) {
  const [isMeant, setIsMeant] = useState(false);
  return (
    <Link
      {...rest}
      prefetch={isMeant ? null : false}
      onMouseEnter={(event) => {
        setIsMeant(true);
        onMouseEnter?.(event);
      }}
      onMouseLeave={(event) => {
        setIsMeant(false);
        onMouseLeave?.(event);
      }}
      onFocus={(event) => {
        setIsMeant(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setIsMeant(false);
        onBlur?.(event);
      }}
    />
  );
}
