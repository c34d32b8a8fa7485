"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { IconButton } from "./icon-button";
import { Input } from "./input";

/** A password field with a show/hide button. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, "type" | "trailing">) {
  const [isVisible, setIsVisible] = useState(false);
  return (
    <Input
      {...props}
      type={isVisible ? "text" : "password"}
      spellCheck={false}
      autoCapitalize="none"
      trailing={
        <IconButton
          size="sm"
          hasTooltip={false}
          label={isVisible ? "Hide password" : "Show password"}
          aria-pressed={isVisible}
          icon={isVisible ? <EyeOff /> : <Eye />}
          onClick={() => setIsVisible(!isVisible)}
        />
      }
    />
  );
}
