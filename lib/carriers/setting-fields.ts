import { z } from "zod";

/** A blank setting counts as absent, so that a copied `.env.example` works. */
const dropBlank = (value: unknown) => (typeof value === "string" ? value.trim() || undefined : value);

const isAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const INVALID_ADDRESS = "is not a valid address. Enter one like https://api.example.com";

/** An optional setting; `requireSettings` names the required ones. */
export const settingText = () => z.preprocess(dropBlank, z.string().optional());

export const settingAddress = () => z.preprocess(dropBlank, z.string().refine(isAddress, INVALID_ADDRESS).optional());

export const settingAddressOr = (fallback: string) =>
  z.preprocess(dropBlank, z.string().refine(isAddress, INVALID_ADDRESS).default(fallback));

export const settingSwitch = () =>
  z.preprocess(dropBlank, z.enum(["true", "false", "1", "0"], "must be true or false").default("false"));

export const isSwitchedOn = (value: "true" | "false" | "1" | "0") => value === "true" || value === "1";

type Names = readonly string[];
type Issues = { addIssue(issue: { code: "custom"; path: string[]; message: string }): void };

/** Adds an issue for each absent one of `names`. Messages follow the setting's name: "X is missing …". */
export function requireSettings(values: Readonly<Record<string, unknown>>, names: Names, why: string, issues: Issues) {
  for (const name of names)
    if (values[name] === undefined) issues.addIssue({ code: "custom", path: [name], message: `is missing; ${why}` });
}

export const trimSlashes = (address: string) => address.replace(/\/+$/, "");
