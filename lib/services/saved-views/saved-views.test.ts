import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { MAX_SAVED_VIEWS } from "@/lib/domain/saved-view";
import { openOrderDesk, type OrderDesk } from "@/lib/test/order-desk";
import { changeView, changeViewInput } from "./change-view";
import { deleteView } from "./delete-view";
import { listSavedViews } from "./list-saved-views";
import { saveView, saveViewInput } from "./save-view";

let desk: OrderDesk;
let grace: Context;
beforeAll(async () => {
  desk = await openOrderDesk();
  const data = { id: randomUUID(), email: "grace@example.com", name: "Grace", role: "viewer", passwordHash: "-" };
  await desk.db.person.create({ data });
  grace = { ...desk.ctx, actor: { ...desk.ctx.actor, ...data, role: "viewer" } };
});
afterAll(() => desk.close());

const save = (ctx: Context, name: string, query: string, list: "orders" | "numbers" = "orders") =>
  saveView(ctx, saveViewInput.parse({ list, name, query }));

it("keeps filters under a name, per person and list, without the place in the list", async () => {
  await save(desk.ctx, " Failed imports ", "status=FAILED&kind=import&after=1.x&carrier=");
  await save(desk.ctx, "Failed imports", "sms=error", "numbers");
  await save(grace, "Failed imports", "status=FAILED");
  expect(await listSavedViews(desk.ctx, "orders")).toMatchObject([
    { name: "Failed imports", query: "kind=import&status=FAILED" },
  ]);
  expect(await listSavedViews(grace, "orders")).toMatchObject([{ query: "status=FAILED" }]);
  expect(await listSavedViews(grace, "numbers")).toEqual([]);
});

it("refuses a name that is taken, at its field, and a filter of nothing", async () => {
  await expect(save(desk.ctx, "Failed imports", "kind=remove")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { name: [expect.stringContaining("already")] },
  });
  for (const query of ["", "after=1", "kind="])
    expect(saveViewInput.safeParse({ list: "orders", name: "x", query }).success).toBe(false);
});

it("is renamed, refilled and deleted by its owner alone", async () => {
  const view = await save(desk.ctx, "Mine", "kind=remove");
  await expect(changeView(grace, { id: view.id, name: "Stolen" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await deleteView(grace, { id: view.id });
  await changeView(
    desk.ctx,
    changeViewInput.parse({ id: view.id, name: "Removals", query: "kind=remove&from=2026-01-01" }),
  );
  await expect(changeView(desk.ctx, { id: view.id, name: "Failed imports" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  expect(await listSavedViews(desk.ctx, "orders")).toContainEqual({
    id: view.id,
    name: "Removals",
    query: "from=2026-01-01&kind=remove",
  });
  await deleteView(desk.ctx, { id: view.id });
  expect(await listSavedViews(desk.ctx, "orders")).toHaveLength(1);
});

it("has a limit, in words", async () => {
  for (let n = 0; n < MAX_SAVED_VIEWS - 1; n += 1) await save(grace, `View ${n}`, `from=2026-01-01&person=${n}`);
  await expect(save(grace, "One more", "kind=remove")).rejects.toThrow(/Delete one first/);
});
