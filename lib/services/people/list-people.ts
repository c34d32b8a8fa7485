import type { Context } from "@/lib/context";
import type { Role } from "@/lib/domain/permissions";
import { readRole } from "./person";
import { listOpenSessionRows } from "./session-life";

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  isDisabled: boolean;
  mustChange: boolean;
  createdAt: string;
  /** When any session of theirs was last used; null before the first sign-in. */
  seenAt: string | null;
  openSessions: number;
};

/** Everyone, the active first, by name. Instants are ISO 8601. */
export async function listPeople(ctx: Context): Promise<PersonRow[]> {
  const people = await ctx.db.person.findMany({
    orderBy: [{ name: "asc" }, { email: "asc" }],
    select: { id: true, name: true, email: true, role: true, disabledAt: true, mustChange: true, createdAt: true },
  });
  const seen = await ctx.db.session.groupBy({ by: ["personId"], _max: { seenAt: true } });
  const open = await listOpenSessionRows(ctx.db, ctx.now());
  return people
    .map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      role: readRole(person.role),
      isDisabled: person.disabledAt !== null,
      mustChange: person.mustChange,
      createdAt: person.createdAt.toISOString(),
      seenAt: seen.find(({ personId }) => personId === person.id)?._max.seenAt?.toISOString() ?? null,
      openSessions: open.filter(({ personId }) => personId === person.id).length,
    }))
    .sort((a, b) => Number(a.isDisabled) - Number(b.isDisabled));
}
