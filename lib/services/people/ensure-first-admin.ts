import { uuidv7 } from "uuidv7";
import type { Db, DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/db/record-audit";
import { keyOfPerson, keyOfSource } from "./attempt-throttle";
import { findWeakness } from "./password-strength";
import { generatePassword, hashPassword, newPassword } from "./password";
import { email as emailSchema } from "./person";

const DEFAULT_EMAIL = "admin@tandem.local";
// Any fixed number of our own: several processes may start at once, one of them makes the administrator.
const LOCK = 7_340_033;

export type FirstAdmin = {
  created: boolean;
  email: string;
  /** Only when it was made up here; shown once. */
  password?: string;
};

/**
 * Makes the first administrator where there is none who could sign in. Without `password` one is made up and returned. An
 * existing administrator is left as is.
 */
export async function ensureFirstAdmin(db: Db, given: { email?: string; password?: string } = {}): Promise<FirstAdmin> {
  const existing = await findAdministrator(db);
  if (existing) return { created: false, email: existing.email };
  const { email, password, passwordHash } = await readCredentials(given);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    const other = await findAdministrator(tx);
    if (other) return { created: false, email: other.email };
    await makeAdministrator(tx, email, passwordHash, "Made the first administrator");
    return { created: true, email, ...(given.password ? {} : { password }) };
  });
}

/**
 * For the owner of the machine: gives an administrator (`email`, else the oldest) a new password, enabled and signed out
 * everywhere; makes one where there is none.
 */
export async function resetAdmin(db: Db, given: { email?: string; password?: string } = {}): Promise<FirstAdmin> {
  const oldest = given.email ? null : await findAdministrator(db, { isDisabledToo: true });
  const { email, password, passwordHash } = await readCredentials({ ...given, email: given.email ?? oldest?.email });
  return db.$transaction(async (tx) => {
    const person = await tx.person.findUnique({ where: { email }, select: { id: true } });
    await makeAdministrator(tx, email, passwordHash, `Reset the administrator ${email} from the command line`);
    await tx.session.updateMany({ where: { person: { email }, endedAt: null }, data: { endedAt: new Date() } });
    await tx.signInThrottle.deleteMany({
      where: { OR: [{ key: keyOfPerson(email) }, { key: { startsWith: keyOfSource(email, "") } }] },
    });
    return { created: person === null, email, ...(given.password ? {} : { password }) };
  });
}

/** `ada.lovelace@example.com` → Ada Lovelace */
const nameFrom = (email: string) =>
  (email.split("@")[0] ?? "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ") || email;

const findAdministrator = (db: DbTransaction, { isDisabledToo = false } = {}) =>
  db.person.findFirst({
    where: { role: "administrator", ...(isDisabledToo ? {} : { disabledAt: null }) },
    orderBy: { createdAt: "asc" },
    select: { email: true },
  });

async function readCredentials(given: { email?: string; password?: string }) {
  const email = emailSchema.safeParse(given.email ?? DEFAULT_EMAIL);
  if (!email.success) throw new AppError("INVALID_INPUT", "ADMIN_EMAIL is not an e-mail address.");
  const password = newPassword.safeParse(given.password ?? generatePassword());
  if (!password.success)
    throw new AppError("INVALID_INPUT", `ADMIN_PASSWORD: ${password.error.issues.map((i) => i.message).join(" ")}`);
  const weakness = await findWeakness(password.data, { email: email.data, name: nameFrom(email.data) });
  if (weakness !== null) throw new AppError("INVALID_INPUT", `ADMIN_PASSWORD: ${weakness}`);
  return { email: email.data, password: password.data, passwordHash: await hashPassword(password.data) };
}

async function makeAdministrator(tx: DbTransaction, email: string, passwordHash: string, summary: string) {
  const data = { role: "administrator", passwordHash, disabledAt: null, mustChange: false };
  const { id } = await tx.person.upsert({
    where: { email },
    create: { id: uuidv7(), email, name: nameFrom(email), ...data },
    update: data,
    select: { id: true },
  });
  await recordAudit(tx, "system", {
    action: "person.administrator-ensured",
    entityType: "person",
    entityId: id,
    summary,
    after: { email, role: "administrator" },
  });
}
