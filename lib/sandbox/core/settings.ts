import { z } from "zod";
import { type SandboxDefinition } from "../sandbox";
import { isRecord } from "./exchange";
import { describeFields, type FieldDescription, type RateLimit, type Shape, whole } from "./fields";
import { type StateModule } from "./journal";

export interface Settings extends Record<string, unknown> {
  seed: number;
  limits: Record<string, RateLimit | null>;
}

/** `carrier` null: for all. `path` of a field in the settings: `intelepeer.requestedMs`. */
export interface SettingsSection {
  title: string;
  fields: (FieldDescription & { path: string })[];
}

const GENERAL = { seed: whole("Random seed", 1, { hint: "The same seed repeats the draws of fault rules." }) };

/** The settings in force; changes outlive a restart. Sections come from the carriers' definitions. */
export class SettingsStore implements StateModule<Settings, Settings> {
  readonly name = "settings";
  private readonly schema: z.ZodType<Settings>;
  current: Settings;

  constructor(private readonly definitions: readonly SandboxDefinition[]) {
    const limits = Object.assign({}, ...definitions.map((definition) => definition.limits)) as Shape;
    const sections = definitions.flatMap(({ settings }) =>
      Object.entries(settings).map(([name, { fields }]) => [name, z.strictObject(fields).prefault({})]),
    );
    this.schema = z.strictObject({
      ...GENERAL,
      limits: z.strictObject(limits).prefault({}),
      ...(Object.fromEntries(sections) as Shape),
    }) as unknown as z.ZodType<Settings>;
    this.current = this.schema.parse({});
  }

  describe(): SettingsSection[] {
    const section = (title: string, prefix: string, shape: Shape): SettingsSection => ({
      title,
      fields: describeFields(shape).map((field) => ({ ...field, path: `${prefix}${field.name}` })),
    });
    return [
      ...this.definitions.flatMap(({ settings }) =>
        Object.entries(settings).map(([name, { title, fields }]) => section(title, `${name}.`, fields)),
      ),
      ...this.definitions.map(({ label, limits }) => section(`${label}, limits`, "limits.", limits)),
      section("All carriers", "", GENERAL),
    ];
  }

  /** What the settings would be after `patch`; throws a ZodError that names every field it does not know. */
  merge(patch: unknown): Settings {
    return this.schema.parse(mergeDeep(this.current, patch));
  }

  apply(event: Settings): void {
    this.load(event);
  }

  effectsOf(): [] {
    return [];
  }

  dump(): Settings {
    return this.current;
  }

  /** Settings written by an older release may lack a setting that was added since: it takes its default. */
  load(dump: Settings): void {
    this.current = this.schema.safeParse(dump).data ?? this.schema.parse({});
  }

  clear(): void {
    this.current = this.schema.parse({});
  }
}

function mergeDeep(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch === undefined ? base : patch;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) merged[key] = mergeDeep(base[key], value);
  return merged;
}
