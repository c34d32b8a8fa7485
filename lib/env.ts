import path from "node:path";
import { z } from "zod";
import { findUnsafeSettings } from "@/lib/carriers/unsafe-settings";

type Source = Readonly<Record<string, string | undefined>>;

/** What must be known of a carrier to check its settings; a `RegisteredCarrier` is one. */
export interface CarrierSettings {
  id: string;
  label: string;
  settings: z.ZodType;
  /** Names of the variables among them that hold secrets. */
  secrets: readonly string[];
  /** Names of variables; when none of them is set, the carrier is played by its sandbox. */
  credentials: readonly string[];
}

/** Every setting that is missing or malformed, one line each; the message is meant for the person who starts the portal. */
export class SettingsError extends Error {
  override name = "SettingsError";
  constructor(readonly problems: readonly string[]) {
    super(
      ["These settings must be put right (see .env.example):", ...problems.map((problem) => `  - ${problem}`)].join(
        "\n",
      ),
    );
  }
}

const isHttp = (text: string) => /^https?:$/.test(protocolOf(text));
const isPostgres = (text: string) => /^postgres(ql)?:$/.test(protocolOf(text));

const address = z.string().refine(isHttp, "is not an address; expected one like https://tandem.example.com");
const port = z
  .string()
  .regex(/^\d{1,5}$/, "is not a port; expected a number from 1 to 65535")
  .transform(Number)
  .refine((value) => value > 0 && value < 65_536, "is not a port; expected a number from 1 to 65535");
const secretsKey = z.string().min(32, "is too short; expected at least 32 random characters");
const logLevel = z
  .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "is not a level of the log")
  .default("info");
const authSecret = z.string().min(32, "is too short; expected at least 32 characters");

const truth = z
  .enum(["true", "false", "1", "0"], "is neither true nor false")
  .default("false")
  .transform((value) => value === "true" || value === "1");

/** The portal's own settings as a person may give them; a blank one counts as absent. */
const given = z.object({
  NODE_ENV: z.enum(["production", "development", "test"], "is neither production, development nor test").optional(),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgres,
      "is not the address of a PostgreSQL server; expected postgresql://user:password@host:5432/database",
    )
    .optional(),
  DATA_DIR: z.string().default(".data"),
  PORT: port.default(3000),
  HOST: z.string().optional(),
  PUBLIC_URL: address.optional(),
  NEXTAUTH_URL: address.optional(),
  NEXTAUTH_SECRET: authSecret.optional(),
  SECRETS_KEY: secretsKey.optional(),
  TRUSTED_PROXIES: z.string().regex(/^\d$/, "is not a number of proxies; expected 0 to 9").optional(),
  ADMIN_EMAIL: z.email("is not an e-mail address").optional(),
  ADMIN_PASSWORD: z.string().optional(),
  ALLOW_PRIVATE_CARRIER_HOSTS: truth,
  SANDBOX_URLS: z.string().optional(),
  SANDBOX_ADMIN_KEY: z.string().optional(),
  LOG_LEVEL: logLevel,
});

export type Settings = z.output<typeof given> & {
  DATA_DIR: string;
  PUBLIC_URL: string;
  NEXTAUTH_URL: string;
  /** Ids of the carriers without any credentials: the sandbox plays them. */
  played: readonly string[];
};

/**
 * Reads all settings at once, the carriers' own included. Throws one `SettingsError` that names everything missing or
 * malformed. Secrets may be absent where the start may make them (`isSharing` false).
 *
 * `isSharing`: several machines or processes use one database, so that secrets made on one of them would not fit the others.
 */
export function readSettings(
  source: Source,
  carriers: readonly CarrierSettings[],
  { isSharing = false } = {},
): Settings {
  const filled = dropBlanks(source);
  const problems: string[] = [];
  const parsed = given.safeParse(filled);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => describe(issue)));
  if (isSharing && filled.NODE_ENV !== "development" && filled.NODE_ENV !== "test")
    for (const name of ["NEXTAUTH_SECRET", "SECRETS_KEY"])
      if (filled[name] === undefined) problems.push(`${name} is missing; it is needed when DATABASE_URL is set`);
  const played = carriers.filter((carrier) => carrier.credentials.every((name) => filled[name] === undefined));
  for (const carrier of carriers.filter((one) => !played.includes(one)))
    problems.push(
      ...checkCarrier(carrier, filled, { allowPrivateHosts: parsed.data?.ALLOW_PRIVATE_CARRIER_HOSTS ?? false }),
    );
  if (problems.length > 0 || !parsed.success) throw new SettingsError(problems);
  const settings = parsed.data;
  const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
  return {
    ...settings,
    DATA_DIR: path.resolve(settings.DATA_DIR),
    PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: settings.NEXTAUTH_URL ?? publicUrl,
    played: played.map((carrier) => carrier.id),
  };
}

/** Addresses of the simulated carriers' APIs by name, and of the sandbox's control API. */
export type SandboxUrls = z.output<typeof sandboxUrls>;
const sandboxUrls = z.object({ admin: z.url() }).catchall(z.url());

const resolved = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  DATABASE_URL: z.string().refine(isPostgres),
  NEXTAUTH_SECRET: authSecret,
  NEXTAUTH_URL: address,
  SECRETS_KEY: secretsKey,
  PUBLIC_URL: address,
  ALLOW_PRIVATE_CARRIER_HOSTS: truth,
  SANDBOX_URLS: z
    .string()
    .transform((text) => sandboxUrls.parse(JSON.parse(text)))
    .optional(),
  SANDBOX_ADMIN_KEY: z.string().optional(),
});

/** What a running part (web, worker) is told by the start: everything is there. */
export type Environment = z.output<typeof resolved>;

let environment: Environment | undefined;

/** The settings of this running part; read once. Throws a `SettingsError` outside the portal's own start. */
export function getEnvironment(): Environment {
  environment ??= parseEnvironment(process.env);
  return environment;
}

function parseEnvironment(source: Source): Environment {
  const parsed = resolved.safeParse(dropBlanks(source));
  if (!parsed.success) throw new SettingsError(parsed.error.issues.map((issue) => describe(issue)));
  return parsed.data;
}

/** The lowest level that is logged, by pino's names. A process of its own (a script, a test) without the start's settings logs `info`. */
export const readLogLevel = (): z.output<typeof logLevel> =>
  logLevel.catch("info").parse(dropBlanks(process.env).LOG_LEVEL);

/** All variables that are set and not blank: what carriers' own settings schemas parse. */
export function readVariables(): Readonly<Record<string, string>> {
  return dropBlanks(process.env);
}

function checkCarrier(
  { label, settings, secrets, credentials }: CarrierSettings,
  source: Source,
  options: { allowPrivateHosts: boolean },
): string[] {
  const present = credentials.filter((name) => source[name] !== undefined);
  const parsed = settings.safeParse(source);
  if (!parsed.success)
    return parsed.error.issues.map((issue) => `${describe(issue, source)} (${label}: ${present.join(", ")} set)`);
  const own = Object.keys(knownSettings.parse(parsed.data)).map((name) => [name, source[name]]);
  return findUnsafeSettings({ secrets }, Object.fromEntries(own), options).map(
    ({ name, message }) => `${name} ${message} (${label})`,
  );
}

const knownSettings = z.record(z.string(), z.unknown());

function describe(issue: z.core.$ZodIssue, source?: Source): string {
  const name = issue.path.join(".");
  if (name === "") return issue.message;
  const isMissing = issue.code === "invalid_type" && (source === undefined || source[name] === undefined);
  return isMissing ? `${name} is missing` : `${name} ${issue.message}`;
}

function dropBlanks(source: Source): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) =>
      value === undefined || value.trim() === "" ? [] : [[name, value.trim()]],
    ),
  );
}

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : "";
}
