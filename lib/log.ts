import pino from "pino";
import { readLogLevel } from "./env";

const SECRETS = ["apikey", "password", "token", "secret", "authorization", "cookie", "passwordHash"];

/** JSON lines on standard error, so that plain messages on standard output stay readable. */
export const log = pino(
  {
    level: readLogLevel(),
    base: undefined,
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  },
  pino.destination(2),
);
