import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SANDBOX_CREDENTIALS } from "../registry";
import { bearer, call, openSandbox } from "../testing/open-sandbox";

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "tandem-sandbox-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  fs.rmSync(dataDir, { recursive: true, force: true });
});

interface Ready {
  urls: { intelepeer: string; inumbering: string; admin: string };
}

function startProcess(): Promise<{ child: ChildProcess; urls: Ready["urls"] }> {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "../server.ts")], {
    env: { ...process.env, SANDBOX_DIR: dataDir, SANDBOX_ADMIN_KEY: "key" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once("message", (message: Ready) => resolve({ child, urls: message.urls }));
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
}
const exitOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once("exit", resolve));
const enable = (base: string, number: string) =>
  call("POST", `${base}/my/did/sms/provision`, { body: { endpoints: [number] }, headers: bearer });
const readSeed = (urls: Ready["urls"]) =>
  call("GET", `${urls.admin}/ledger/counts`, { headers: { "x-admin-key": "key" } });

describe("the process", () => {
  it("loses no answered effect by SIGKILL, and ends in order by SIGTERM", async () => {
    const first = await startProcess();
    await call("PUT", `${first.urls.admin}/settings`, {
      body: { limits: { intelepeer: null } },
      headers: { "x-admin-key": "key" },
    });
    let answered = 0;
    const asking = (async () => {
      for (let line = 1000; ; line += 1) {
        const answer = await enable(first.urls.intelepeer, `+1303555${line}`);
        expect(answer.status).toBe(202);
        answered += 1;
        if (answered === 40) first.child.kill("SIGKILL");
      }
    })().catch(() => undefined);
    await exitOf(first.child);
    await asking;
    fs.appendFileSync(path.join(dataDir, "journal-1.jsonl"), '{"s":"intelepeer","t":1,"e":{"kind":"sms","num');

    const second = await startProcess();
    const counts = (await readSeed(second.urls)).json as { count: number }[];
    expect(counts.length).toBeGreaterThanOrEqual(answered);
    expect(counts.every(({ count }) => count === 1)).toBe(true);
    expect((await enable(second.urls.intelepeer, "+13035559999")).status).toBe(202);
    second.child.kill("SIGTERM");
    expect(await exitOf(second.child)).toBe(0);

    const third = await startProcess();
    expect((await readSeed(third.urls)).json).toHaveLength(counts.length + 1);
    third.child.disconnect();
    expect(await exitOf(third.child)).toBe(0);
  });

  it("keeps its administration behind the key", async () => {
    const { urls } = await startProcess();
    expect((await call("GET", `${urls.admin}/settings`)).status).toBe(401);
    expect((await call("GET", `${urls.admin}/settings`, { headers: { "x-admin-key": "kez" } })).status).toBe(401);
  });
});

describe("a restart", () => {
  it("keeps tokens, settings, faults, outcomes, purchases and the ledger", async () => {
    const { inumbering, intelepeer } = SANDBOX_CREDENTIALS;
    const first = await openSandbox(dataDir, { inumbering: { emptySearch: "430" } });
    first.setOutcomes([{ carrier: "intelepeer", number: "3035552222", outcome: "error" }]);
    first.addFault({ id: "kept", carrier: "bandwidth", fault: { kind: "hang" } });
    const { json } = await call("POST", first.urls.intelepeerAuth, {
      body: { username: intelepeer.username, password: intelepeer.password },
    });
    const search = await call("POST", `${first.urls.inumbering}/v2/iNumbering/tnInventory/`, {
      body: { apikey: inumbering.apikey, tnMask: "201xxxxxxx", quantity: 1 },
    });
    const number = /"telephoneNumber":"(\d+)"/.exec(search.text)?.[1] ?? "";
    await call("POST", `${first.urls.inumbering}/v2/iNumbering/tnOrder/`, {
      body: { apikey: inumbering.apikey, tnOrder: { tnList: { tnItem: [{ tn: Number(number) }] } } },
    });
    await first.close();

    const second = await openSandbox(dataDir);
    expect(second.settings().inumbering.emptySearch).toBe("430");
    const faults = await call("GET", `${second.urls.admin}/faults`);
    expect(faults.json).toMatchObject([{ id: "kept" }]);
    expect((await call("GET", `${second.urls.admin}/outcomes`)).json).toHaveLength(1);
    expect(second.ledger.countOf({ kind: "purchase", number })).toBe(1);
    const { token } = json as { token: string };
    const read = await call("GET", `${second.urls.intelepeer}/my/did/sms/provision?endpoint=%2B13035552223`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(read.status).toBe(404);
    const listed = await call("POST", `${second.urls.inumbering}/v2.1/numbers/list/`, {
      body: { apikey: inumbering.apikey, number: Number(number) },
    });
    expect(listed.json).toMatchObject({ numbers: [{ number, route: "4" }] });
    await second.close();
  });

  it("reads the snapshot of an older release, which has no clock and lists some things by their values alone", async () => {
    const { apiToken, apiSecret, userId } = SANDBOX_CREDENTIALS.bandwidth;
    const application = { id: "a-1", name: "Old", callbackHttpMethod: "POST", autoAnswer: true };
    const number = { id: "n-1", number: "2015550123", name: null, applicationId: "a-1", createdAt: 0 };
    const modules = {
      settings: { seed: 7, inumbering: { emptySearch: "430" } },
      bandwidth: { orders: [], imported: ["2015550123"] },
      catapult: { applications: [application], numbers: [number], messages: [], inbound: [] },
      inumbering: { owned: [["2015550124", { route: 4, listedAt: 0 }]], brands: [], campaigns: [], lastOrderId: 41 },
    };
    const ledger = { seq: 3, entries: [], counts: [{ carrier: "bandwidth", kind: "import", number: "1", count: 1 }] };
    fs.writeFileSync(path.join(dataDir, "snapshot.json"), JSON.stringify({ journal: 2, modules, ledger }));
    const sandboxes = await openSandbox(dataDir);
    expect(sandboxes.settings()).toMatchObject({ seed: 7, inumbering: { emptySearch: "430", maxQuantity: 1000 } });
    const headers = { authorization: `Basic ${btoa(`${apiToken}:${apiSecret}`)}` };
    const users = `${sandboxes.urls.bandwidthMessaging}/users/${userId}`;
    expect((await call("GET", `${users}/applications/a-1`, { headers })).json).toMatchObject({ name: "Old" });
    expect((await call("GET", `${users}/phoneNumbers/%2B12015550123`, { headers })).status).toBe(200);
    expect(sandboxes.ledger.countOf({ kind: "import" })).toBe(1);
    await sandboxes.close();
  });

  it("reads back a snapshot as it was written", async () => {
    const first = await openSandbox(dataDir);
    first.reset();
    for (let line = 0; line < 30; line += 1) await enable(first.urls.intelepeer, `+1303555${1000 + line}`);
    first.compact();
    await enable(first.urls.intelepeer, "+13035552000");
    const entries = first.ledger.list();
    await first.close();
    expect(fs.existsSync(path.join(dataDir, "snapshot.json"))).toBe(true);
    const second = await openSandbox(dataDir);
    expect(second.ledger.list()).toEqual(entries);
    await second.close();
  });
});

describe("the administration", () => {
  it("names every wrong field and knows only its calls", async () => {
    const sandboxes = await openSandbox();
    const put = (body: unknown) => call("PUT", `${sandboxes.urls.admin}/settings`, { body });
    const refused = await put({ intelepeer: { owned: "some", nonsense: 1 } });
    expect(refused.status).toBe(400);
    expect(refused.text).toMatch(/nonsense/);
    expect((await put({ intelepeer: { requestedMs: 5 } })).json).toMatchObject({ intelepeer: { requestedMs: 5 } });
    expect((await call("POST", `${sandboxes.urls.admin}/faults`, { body: { fault: { kind: "x" } } })).status).toBe(400);
    expect((await call("GET", `${sandboxes.urls.admin}/nothing`)).status).toBe(404);
    const outcome = { carrier: "bandwidth", number: "(201) 555-0123", outcome: { code: 25060, text: "Owned" } };
    expect((await call("PUT", `${sandboxes.urls.admin}/outcomes`, { body: [outcome] })).json).toEqual({ set: 1 });
    const dropped = await call("DELETE", `${sandboxes.urls.admin}/outcomes?carrier=bandwidth&number=2015550123`);
    expect(dropped.json).toEqual([]);
    await sandboxes.close();
  });

  it("holds 100,000 seeded numbers and answers quickly", async () => {
    const sandboxes = await openSandbox();
    const numbers = Array.from({ length: 100_000 }, (_, index) => String(3_032_000_000 + index));
    const seeded = await call("POST", `${sandboxes.urls.admin}/seed`, {
      body: { intelepeer: { provisioned: numbers } },
    });
    expect(seeded.status).toBe(200);
    const read = await call("GET", `${sandboxes.urls.intelepeer}/my/did/sms/provision?endpoint=%2B13032099999`, {
      headers: bearer,
    });
    expect(read.text).toContain('"provisioned"');
    expect(sandboxes.ledger.list()).toEqual([]);
    await sandboxes.close();
  });
});
