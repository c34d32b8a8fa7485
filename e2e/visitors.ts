import { can, type Permission, type Role } from "@/lib/domain/permissions";
import { callAction, isSignedIn, listBuiltActions, readResult, signInAs, type Cookies } from "./ask";
import { ADMIN } from "./start-portal";

export type Visitor = {
  name: string;
  role: Role | null;
  state: "active" | "disabled" | "must change";
  cookies: Cookies;
  id: string;
  email: string;
  password: string;
};

export const actions = listBuiltActions();

/** A server action by its exported name. */
export function findAction(name: string) {
  const found = actions.find((action) => action.name.endsWith(` ${name}`));
  if (!found) throw new Error(`There is no action ${name}.`);
  return found;
}

/** What an action returned; throws when it was refused. */
export async function run<T>(name: string, input: unknown, cookies: Cookies): Promise<T> {
  const answer = await callAction(findAction(name), input, cookies);
  const result = readResult(answer);
  if (result?.ok !== true) throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 500)}`);
  return result.data as T;
}

export const may = ({ role, state }: Visitor, permission: Permission) =>
  role !== null &&
  can(role, permission) &&
  (state === "active" || (state === "must change" && permission === "self:manage"));

export const signInAdmin = () => signInAs(ADMIN);

/** A person as an administrator makes one, with an open session: no row is written past the portal. */
export async function addVisitor(
  admin: Cookies,
  role: Role,
  name: string,
  state: Visitor["state"] = "active",
): Promise<Visitor> {
  const stamp = crypto.randomUUID().slice(0, 8);
  const email = `${name.replaceAll(" ", ".")}.${stamp}@access.example`;
  const { id, password: given } = await run<{ id: string; password: string }>(
    "addPersonAction",
    { name, email, role },
    admin,
  );
  const password = state === "must change" ? given : `quiet-harbor-${stamp}-lantern`;
  const first = await signInAs({ email, password: given });
  if (state !== "must change") await run("changeOwnPasswordAction", { current: given, next: password }, first);
  const cookies = state === "must change" ? first : await signInAs({ email, password });
  if (!isSignedIn(cookies)) throw new Error(`${email} could not sign in.`);
  if (state === "disabled") await run("disablePersonAction", { personId: id, reason: "Left the company" }, admin);
  return { name, role, state, cookies, id, email, password };
}
