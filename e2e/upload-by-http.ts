import { request, type APIRequestContext } from "@playwright/test";
import { ADMIN, type StartedPortal } from "./start-portal";

/** The administrator's session at this portal, without a browser. */
export async function signInByRequest({ url }: StartedPortal): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const { csrfToken } = (await (await api.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const form = { csrfToken, ...ADMIN, callbackUrl: url, json: "true" };
  const signedIn = await api.post("/api/auth/callback/credentials", { form, maxRedirects: 0 });
  if (signedIn.status() >= 400) throw new Error(`Not signed in: HTTP ${signedIn.status()}`);
  return api;
}

/** A content in parts, sent as the browser does: each part until it is stored, however often. */
export async function openUpload(api: APIRequestContext, parts: readonly string[]) {
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  const made = await api.post("/api/uploads", { data: { name: "interrupted.csv", bytes, source: "file" } });
  const { id } = (await made.json()) as { id: string };
  const put = (n: number) =>
    api
      .put(`/api/uploads/${id}/parts/${n}`, { data: Buffer.from(parts[n] ?? ""), timeout: 60_000 })
      .then((answer) => answer.ok())
      .catch(() => false);
  return {
    /** Whether the part was stored, as far as the sender learned. */
    put,
    finish: () =>
      api
        .post(`/api/uploads/${id}/finish`, { data: {}, timeout: 60_000 })
        .then((answer) => answer.ok())
        .catch(() => false),
    /** Rows that are loaded, and those of them that are ready. */
    countRows: async () => {
      const count = async (query: string) => {
        const answer = await api.get(`/api/uploads/${id}/rows?most=1${query}`, { timeout: 60_000 }).catch(() => null);
        return answer?.ok() ? ((await answer.json()) as { total: number }).total : 0;
      };
      return { all: await count(""), ready: await count("&state=ready") };
    },
  };
}
