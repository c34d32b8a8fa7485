"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "./button";
import { cx } from "./cx";
import { IconButton } from "./icon-button";

/** Copies `text`. With `label` a text button, else an icon named "Copy". `what`: for the message "Copied 12 numbers". */
export function CopyButton({
  text,
  label,
  what,
  size = "sm",
  className,
}: {
  text: string;
  label?: string;
  what?: string;
  size?: "sm" | "md";
  className?: string;
}) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    const hasCopied = await copyText(text, what);
    setIsCopied(hasCopied);
  };
  const icon = isCopied ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />;
  return (
    <>
      {label ? (
        <Button size={size} icon={icon} onClick={() => void copy()} className={className}>
          {label}
        </Button>
      ) : (
        <IconButton
          size={size}
          label={what ? `Copy ${what}` : "Copy"}
          icon={icon}
          onClick={() => void copy()}
          className={cx(className)}
        />
      )}
      <span aria-live="polite" className="sr-only">
        {isCopied ? "Copied" : ""}
      </span>
    </>
  );
}

/** Returns whether it worked; if not, shows a toast. */
export async function copyText(text: string, what?: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    if (what) toast.success(`Copied ${what}`);
    return true;
  } catch {
    toast.error("The browser did not allow copying. Select the text and copy it manually.");
    return false;
  }
}
