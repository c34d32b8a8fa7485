import http from "node:http";

export interface Received {
  method: string;
  url: URL;
  body: string;
}

export interface Receiver {
  address: string;
  received: Received[];
  close(): void;
}

/** A server that receives callbacks. `answer` gives the status for a path, or null for no answer. */
export async function openReceiver(answer: (path: string) => number | null): Promise<Receiver> {
  const received: Received[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const url = new URL(request.url ?? "", "http://receiver");
      received.push({ method: request.method ?? "", url, body });
      const status = answer(url.pathname);
      if (status !== null) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  return {
    address: typeof bound === "object" && bound ? `http://127.0.0.1:${bound.port}` : "",
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
