import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type SeenRequest = {
  method: string;
  /** Path and query as they came over the wire. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
};
export type Answer = { status: number; headers?: Record<string, string>; body?: string };
/** Answers one request; a scene that takes the response into its own hands returns nothing. */
export type Scene = (request: SeenRequest, response: ServerResponse) => Answer | void;

export type CarrierServer = {
  url: string;
  requests: SeenRequest[];
  /** Plays the scene from now on and forgets the requests seen so far. */
  play(scene: Scene | Answer): void;
  /** One scene per request; the last one stays. */
  playInTurn(...scenes: (Scene | Answer)[]): void;
  close(): Promise<void>;
};

/** A real HTTP server on a free loopback port whose answers a test writes. */
export async function startCarrierServer(): Promise<CarrierServer> {
  const requests: SeenRequest[] = [];
  let scenes: (Scene | Answer)[] = [{ status: 404 }];
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("error", () => undefined);
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        url: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      };
      requests.push(request);
      const scene = scenes.length > 1 ? scenes.shift() : scenes[0];
      const answer = typeof scene === "function" ? scene(request, response) : scene;
      if (answer) response.writeHead(answer.status, { ...answer.headers }).end(answer.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const setScenes = (next: (Scene | Answer)[]) => {
    scenes = next;
    requests.length = 0;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    play: (scene) => setScenes([scene]),
    playInTurn: (...next) => setScenes(next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The connection dies before a byte of the answer. Whether the effect took place is not to be seen from outside. */
export const reset: Scene = (_request, response) => {
  response.socket?.destroy();
};

/** The answer never comes. */
export const hang: Scene = () => undefined;

/** The connection dies in the middle of the body. */
export const cutOff =
  (answer: Answer): Scene =>
  (_request, response) => {
    const body = Buffer.from(answer.body ?? "");
    response.writeHead(answer.status, { ...answer.headers, "content-length": String(body.length) });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
  };

/** An answer that ends in good order, yet half-way through its text. */
export const truncate = (answer: Answer): Answer => ({
  ...answer,
  body: (answer.body ?? "").slice(0, Math.floor((answer.body ?? "").length / 2)),
});

export const HTML_PAGE: Answer = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!DOCTYPE html><html><body><h1>Maintenance</h1></body></html>",
};
