import { z } from "zod";

/** A blank setting counts as absent, so that a copied `.env.example` means what it shows. */
const dropBlank = (value: unknown) => (typeof value === "string" ? value.trim() || undefined : value);

const isAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const ADDRESS_WORDS = "is not an address; expected one like https://api.example.com";

/** A setting that may be absent; `requireSettings` tells which may not. */
export const settingText = () => z.preprocess(dropBlank, z.string().optional());

export const settingAddress = () => z.preprocess(dropBlank, z.string().refine(isAddress, ADDRESS_WORDS).optional());

export const settingAddressOr = (fallback: string) =>
  z.preprocess(dropBlank, z.string().refine(isAddress, ADDRESS_WORDS).default(fallback));

export const settingSwitch = () =>
  z.preprocess(dropBlank, z.enum(["true", "false", "1", "0"], "is neither true nor false").default("false"));

export const isSwitchedOn = (value: "true" | "false" | "1" | "0") => value === "true" || value === "1";

type Names = readonly string[];
type Issues = { addIssue(issue: { code: "custom"; path: string[]; message: string }): void };

/** Names every absent one of `names`, each on its own line. Messages follow the setting's name: "X is missing …". */
export function requireSettings(values: Readonly<Record<string, unknown>>, names: Names, why: string, issues: Issues) {
  for (const name of names)
    if (values[name] === undefined) issues.addIssue({ code: "custom", path: [name], message: `is missing; ${why}` });
}

export const trimSlashes = (address: string) => address.replace(/\/+$/, "");
