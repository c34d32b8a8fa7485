import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { MAX_SAVED_VIEWS } from "@/lib/domain/saved-view";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { changeView, changeViewInput } from "./change-view";
import { deleteView } from "./delete-view";
import { listSavedViews } from "./list-saved-views";
import { saveView, saveViewInput } from "./save-view";

let world: TestWorld;
let grace: Context;
beforeAll(async () => {
  world = await createTestWorld();
  const data = { id: randomUUID(), email: "grace@example.com", name: "Grace", role: "viewer", passwordHash: "-" };
  await world.database.db.person.create({ data });
  grace = { ...world.ctx, actor: { ...world.ctx.actor, ...data, role: "viewer" } };
});
afterAll(() => world.close());

const save = (ctx: Context, name: string, query: string, list: "orders" | "numbers" = "orders") =>
  saveView(ctx, saveViewInput.parse({ list, name, query }));

it("keeps filters under a name, per person and list, without the place in the list", async () => {
  await save(world.ctx, " Failed imports ", "status=FAILED&kind=import&after=1.x&carrier=");
  await save(world.ctx, "Failed imports", "sms=error", "numbers");
  await save(grace, "Failed imports", "status=FAILED");
  expect(await listSavedViews(world.ctx, "orders")).toMatchObject([
    { name: "Failed imports", query: "kind=import&status=FAILED" },
  ]);
  expect(await listSavedViews(grace, "orders")).toMatchObject([{ query: "status=FAILED" }]);
  expect(await listSavedViews(grace, "numbers")).toEqual([]);
});

it("refuses a name that is taken, at its field, and a filter of nothing", async () => {
  await expect(save(world.ctx, "Failed imports", "kind=remove")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { name: [expect.stringContaining("already")] },
  });
  for (const query of ["", "after=1", "kind="])
    expect(saveViewInput.safeParse({ list: "orders", name: "x", query }).success).toBe(false);
});

it("is renamed, refilled and deleted by its owner alone", async () => {
  const view = await save(world.ctx, "Mine", "kind=remove");
  await expect(changeView(grace, { id: view.id, name: "Stolen" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await deleteView(grace, { id: view.id });
  await changeView(
    world.ctx,
    changeViewInput.parse({ id: view.id, name: "Removals", query: "kind=remove&from=2026-01-01" }),
  );
  await expect(changeView(world.ctx, { id: view.id, name: "Failed imports" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  expect(await listSavedViews(world.ctx, "orders")).toContainEqual({
    isShared: false,
    owner: null,
    canChange: true,
    id: view.id,
    name: "Removals",
    query: "from=2026-01-01&kind=remove",
  });
  await deleteView(world.ctx, { id: view.id });
  expect(await listSavedViews(world.ctx, "orders")).toHaveLength(1);
});

it("is shared with everyone, with its owner's name, and changed by its owner or an administrator alone", async () => {
  const view = await saveView(
    grace,
    saveViewInput.parse({ list: "orders", name: "Ours", query: "kind=import", isShared: true }),
  );
  const find = async (ctx: Context) => (await listSavedViews(ctx, "orders")).find(({ id }) => id === view.id);
  expect(await find(world.ctx)).toMatchObject({ owner: "Grace", isShared: true, canChange: true });
  const viewer: Context = { ...world.ctx, actor: { ...world.ctx.actor, role: "viewer" } };
  expect(await find(viewer)).toMatchObject({ owner: "Grace", canChange: false });
  await expect(changeView(viewer, { id: view.id, name: "Mine now" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await deleteView(viewer, { id: view.id });
  await changeView(world.ctx, { id: view.id, name: "Imports of ours" });
  expect(await find(grace)).toMatchObject({ name: "Imports of ours", owner: null });
  // What is no longer shared is its owner's alone again, for administrators too.
  await changeView(grace, { id: view.id, isShared: false });
  expect(await find(world.ctx)).toBeUndefined();
  await deleteView(world.ctx, { id: view.id });
  expect(await find(grace)).toBeDefined();
  await deleteView(grace, { id: view.id });
});

it("has a limit, with a message", async () => {
  for (let n = 0; n < MAX_SAVED_VIEWS - 1; n += 1) await save(grace, `View ${n}`, `from=2026-01-01&person=${n}`);
  await expect(save(grace, "One more", "kind=remove")).rejects.toThrow(/Delete one first/);
});
