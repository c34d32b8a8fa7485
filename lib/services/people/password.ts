import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

// 32 MB and about 100 ms each: too expensive to brute-force, cheap enough for a person.
const LOG_COST = 15;
const BLOCK_SIZE = 8;
const PARALLEL = 1;
const LENGTH = 32;
const MAX_MEMORY = 128 * 1024 * 1024;
const STORED = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

const MIN_PASSWORD = 10;
const MAX_PASSWORD = 200;

/** A password that someone chooses. Normalised, so that the same keys give the same password on every keyboard and system. */
export const newPassword = z
  .string()
  .transform((text) => text.normalize("NFKC"))
  .pipe(
    z
      .string()
      .min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters.`)
      .max(MAX_PASSWORD, `Use at most ${MAX_PASSWORD} characters.`)
      .refine((text) => new Set(text).size >= 5, "Use at least 5 different characters."),
  );

/** `scrypt$logN$r$p$salt$key`, so that the cost can rise without invalidating what is stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password.normalize("NFKC"), salt, LENGTH, {
    N: 2 ** LOG_COST,
    r: BLOCK_SIZE,
    p: PARALLEL,
    maxmem: MAX_MEMORY,
  });
  return ["scrypt", LOG_COST, BLOCK_SIZE, PARALLEL, salt.toString("base64url"), key.toString("base64url")].join("$");
}

const NOBODY = `scrypt$${LOG_COST}$${BLOCK_SIZE}$${PARALLEL}$${Buffer.alloc(16).toString("base64url")}$${Buffer.alloc(LENGTH).toString("base64url")}`;

/** Without a stored hash (nobody has that e-mail address) the same work is done, so that the time tells nothing. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = STORED.exec(stored ?? NOBODY);
  if (!match) return false;
  const [, logCost, r, p, salt = "", expected = ""] = match;
  const wanted = Buffer.from(expected, "base64url");
  const key = await derive(
    password.slice(0, MAX_PASSWORD * 2).normalize("NFKC"),
    Buffer.from(salt, "base64url"),
    wanted.length,
    { N: 2 ** Number(logCost), r: Number(r), p: Number(p), maxmem: MAX_MEMORY },
  );
  return timingSafeEqual(key, wanted) && stored !== null;
}

// Nothing that reads like something else: no 0 and o, no 1, l and i.
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** Four groups of five, 99 bits: to be read out, typed once and changed. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return Array.from({ length: 4 }, group).join("-");
}
