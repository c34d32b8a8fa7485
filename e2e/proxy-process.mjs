// A reverse proxy as people put one in front: https outside, http inside, one request to each upstream in turn.
import http from "node:http";
import https from "node:https";

/** @typedef {{ host: "upstream" | "public", isForwarded: boolean }} HeaderSet */
/** @type {{ cert: string, key: string, port: number, upstreams: string[] }} */
const { cert, key, port, upstreams } = JSON.parse(process.argv[2] ?? "{}");
/** @type {HeaderSet} */
let headerSet = { host: "upstream", isForwarded: false };
let turn = 0;

const server = https.createServer({ cert, key }, (request, response) => {
  const upstream = new URL(upstreams[turn++ % upstreams.length] ?? "");
  const publicHost = request.headers.host ?? "";
  const onward = http.request(
    {
      host: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path: request.url,
      headers: {
        ...request.headers,
        host: headerSet.host === "upstream" ? upstream.host : publicHost,
        "x-forwarded-for": request.socket.remoteAddress ?? "",
        ...(headerSet.isForwarded && { "x-forwarded-host": publicHost, "x-forwarded-proto": "https" }),
      },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, "x-upstream": upstream.port });
      answer.pipe(response);
    },
  );
  onward.once("error", () => response.writeHead(502).end());
  request.pipe(onward);
});

process.on("message", (/** @type {HeaderSet} */ wanted) => {
  headerSet = wanted;
  process.send?.("set");
});
process.on("disconnect", () => process.exit(0));
server.listen(port, "127.0.0.1", () => process.send?.("ready"));
