"use client";

import Link from "next/link";
import { useState, type ComponentProps } from "react";

/**
 * A link to another page of the portal. It is fetched ahead once somebody points at it: the framework's own way, every link that is in
 * view, asks the server for a table's fifty pages twice at each visit and again at each refresh.
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
