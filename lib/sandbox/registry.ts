import { type z } from "zod";
import { bandwidth } from "./bandwidth";
import { type RateLimit } from "./core/fields";
import { intelepeer } from "./intelepeer";
import { inumbering } from "./inumbering";
import { type SandboxDefinition, type SettingsOf } from "./sandbox";

/** Every simulated carrier. */
export const SANDBOXES = [intelepeer, inumbering, bandwidth] as const;

export const findSandbox = (id: string): SandboxDefinition | null => SANDBOXES.find((one) => one.id === id) ?? null;

type Registered = (typeof SANDBOXES)[number];
/** `A | B` to `A & B`. */
type All<T> = (T extends unknown ? (one: T) => void : never) extends (all: infer A) => void ? A : never;
type Patch<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Patch<T[K]> } : T;
type ById<T extends "credentials" | "seed"> = { [R in Registered as R["id"]]: R[T] };

export type SandboxSettings = { seed: number } & {
  limits: { [K in keyof All<Registered["limits"]>]: RateLimit | null };
} & All<Registered extends infer R ? (R extends Registered ? SettingsOf<R["settings"]> : never) : never>;
export type SettingsPatch = Patch<SandboxSettings>;
export type SandboxUrls = { [K in keyof All<Registered["urls"]> | "admin"]: string };
export type SandboxCredentials = ById<"credentials">;
export type SeedInput = { [K in keyof ById<"seed">]?: z.input<ById<"seed">[K]> };

export const SANDBOX_CREDENTIALS = Object.fromEntries(
  SANDBOXES.map(({ id, credentials }) => [id, credentials]),
) as unknown as SandboxCredentials;
