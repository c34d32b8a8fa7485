import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type SeenRequest = {
  method: string;
  /** Path and query as received. */
  url: string;
  headers: IncomingMessage["headers"];
  body: string;
};
export type Answer = { status: number; headers?: Record<string, string>; body?: string };
/** Handles one request; returns nothing if it writes the response itself. */
export type Handler = (request: SeenRequest, response: ServerResponse) => Answer | void;

export type CarrierServer = {
  url: string;
  requests: SeenRequest[];
  /** Uses the handler from now on and forgets the requests so far. */
  respondWith(handler: Handler | Answer): void;
  /** One handler per request; the last one stays. */
  respondInTurn(...handlers: (Handler | Answer)[]): void;
  close(): Promise<void>;
};

/** A real HTTP server on a free loopback port whose responses the test sets. */
export async function startCarrierServer(): Promise<CarrierServer> {
  const requests: SeenRequest[] = [];
  let handlers: (Handler | Answer)[] = [{ status: 404 }];
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
      const handler = handlers.length > 1 ? handlers.shift() : handlers[0];
      const answer = typeof handler === "function" ? handler(request, response) : handler;
      if (answer) response.writeHead(answer.status, { ...answer.headers }).end(answer.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const setHandlers = (next: (Handler | Answer)[]) => {
    handlers = next;
    requests.length = 0;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    respondWith: (handler) => setHandlers([handler]),
    respondInTurn: (...next) => setHandlers(next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Drops the connection before any byte of the response; whether the request took effect is not visible. */
export const reset: Handler = (_request, response) => {
  response.socket?.destroy();
};

/** Never responds. */
export const hang: Handler = () => undefined;

/** Drops the connection in the middle of the body. */
export const cutOff =
  (answer: Answer): Handler =>
  (_request, response) => {
    const body = Buffer.from(answer.body ?? "");
    response.writeHead(answer.status, { ...answer.headers, "content-length": String(body.length) });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
  };

/** A complete response whose text is cut in half. */
export const truncate = (answer: Answer): Answer => ({
  ...answer,
  body: (answer.body ?? "").slice(0, Math.floor((answer.body ?? "").length / 2)),
});

export const HTML_PAGE: Answer = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!DOCTYPE html><html><body><h1>Maintenance</h1></body></html>",
};
