import http from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { parseXml } from "@/lib/carriers/parse-xml";
import { HOSTILE_FILES } from "@/lib/test/hostile-files";
import { LARGEST_XML, XML_ATTACKS } from "@/lib/test/xml-attacks";
import { startPortal } from "../e2e/start-portal";
import { quantile, type Line } from "./place";
import { openWebProcess, signInByHttp } from "./web-process";

const BAR_MS = 50;
const BAR_MB = 50;
const BAR_SECONDS = 10;
const XML_BAR_MS = 250;
const SAMPLES = 300;
const PROBE_MS = 3;
const HUGE_BYTES = 300_000_000;

type Measured = { name: string; p99: number; worst: number; grownMb: number; seconds: number; answer: string };

/**
 * Each hostile file is given to the real web server again and again until its health was asked 300 times beside it: how long health took
 * to answer, how much the web process grew, how long the slowest reading took. A table of all files is printed besides the lines.
 */
export async function benchHostileFiles(): Promise<Line[]> {
  const portal = await startPortal();
  try {
    const web = openWebProcess(portal);
    const cookie = await signInByHttp(portal.url);
    const send = (bytes: Uint8Array | number) => upload(portal.url, cookie, bytes);
    // The first of each kind starts processes and compiles code.
    for (const { make } of HOSTILE_FILES.slice(0, 4)) await send(make());
    for (let n = 0; n < 3; n += 1) await send(Buffer.alloc(9_900_000, "2015550123,\n"));
    await probeWhile(portal.url, delay(3_000));
    const idle = await probeWhile(portal.url, delay(3_500));
    const measured: Measured[] = [];
    const measure = async (name: string, bytes: Uint8Array | number) => {
      const before = web.readMb();
      web.forgetPeak();
      const times: number[] = [];
      let [seconds, answer] = [0, ""];
      while (times.length < SAMPLES) {
        const started = performance.now();
        const work = send(bytes).then((text) => {
          seconds = Math.max(seconds, (performance.now() - started) / 1_000);
          answer = text;
        });
        times.push(...(await probeWhile(portal.url, work)));
      }
      times.sort((a, b) => a - b);
      const grownMb = web.readPeakMb() - before;
      const one = { name, p99: quantile(times, 0.99), worst: times.at(-1) ?? 0, grownMb, seconds, answer };
      measured.push(one);
      printRow(one);
    };
    printHead();
    for (const { name, make } of HOSTILE_FILES) await measure(name, make());
    await measure("300 MB of commas", HUGE_BYTES);
    return toLines(
      measured,
      quantile(
        idle.sort((a, b) => a - b),
        0.99,
      ),
    );
  } finally {
    await portal.remove();
  }
}

function toLines(measured: readonly Measured[], idleP99: number): Line[] {
  const worst = (read: (one: Measured) => number) =>
    measured.reduce((most, one) => (read(one) > read(most) ? one : most));
  const [slow, large, long] = [
    worst(({ p99 }) => p99),
    worst(({ grownMb }) => grownMb),
    worst(({ seconds }) => seconds),
  ];
  return [
    {
      what: `Health beside each of ${measured.length} hostile files: p99 (${idleP99.toFixed(1)} ms without)`,
      figure: `${slow.p99.toFixed(1)} ms (${slow.name})`,
      target: `<= ${BAR_MS} ms`,
      isReached: slow.p99 <= BAR_MS,
    },
    {
      what: "Hostile files: growth of the web process at its peak",
      figure: `${large.grownMb.toFixed(0)} MB (${large.name})`,
      target: `<= ${BAR_MB} MB`,
      isReached: large.grownMb <= BAR_MB,
    },
    {
      what: "Hostile files: refused or read, the slowest",
      figure: `${long.seconds.toFixed(1)} s (${long.name})`,
      target: `<= ${BAR_SECONDS} s`,
      isReached: long.seconds <= BAR_SECONDS,
    },
  ];
}

const NAME_WIDTH = Math.max(...HOSTILE_FILES.map(({ name }) => name.length));

const printHead = () => console.log(`${"file".padEnd(NAME_WIDTH)}  health p99   worst  web grew   slowest  answer`);

const printRow = ({ name, p99, worst, grownMb, seconds, answer }: Measured) =>
  console.log(
    [
      name.padEnd(NAME_WIDTH),
      `${p99.toFixed(1)} ms`.padStart(10),
      `${worst.toFixed(0)} ms`.padStart(6),
      `${grownMb.toFixed(0)} MB`.padStart(8),
      `${seconds.toFixed(2)} s`.padStart(8),
      answer.slice(0, 70),
    ].join("  "),
  );

/** Asks for health every few milliseconds until `work` is done, each time on the same connection; milliseconds of each answer. */
async function probeWhile(url: string, work: Promise<unknown>): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let isDone = false;
  const end = work.finally(() => (isDone = true));
  do {
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      http
        .get(`${url}/api/health`, { agent }, (response) => {
          response.resume();
          response.on("end", resolve);
        })
        .on("error", reject);
    });
    times.push(performance.now() - started);
    await delay(PROBE_MS);
  } while (!isDone);
  await end;
  agent.destroy();
  return times;
}

/** Sends a file as a browser does; a number is that many commas, which are not held. The answer in short. */
async function upload(url: string, cookie: string, bytes: Uint8Array | number): Promise<string> {
  const size = typeof bytes === "number" ? bytes : bytes.length;
  const request = http.request(`${url}/api/numbers/read-file`, {
    method: "POST",
    headers: {
      cookie,
      origin: url,
      "x-file-name": "file",
      "content-type": "application/octet-stream",
      "content-length": size,
    },
  });
  let isAnswered = false;
  const answer = new Promise<readonly [status: number, text: string] | null>((resolve) => {
    request.on("response", (response) => {
      isAnswered = true;
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve([response.statusCode ?? 0, text]));
      response.on("error", () => resolve(null));
    });
    // The server may close a connection whose body it does not want.
    request.on("error", () => resolve(null));
  });
  const body = typeof bytes === "number" ? writeCommas(bytes, () => isAnswered) : [bytes];
  const sending = pipeline(body, request).catch(() => undefined);
  const answered = await answer;
  // Of a body that was refused before its end, the rest is never sent, and the server waits for it.
  request.destroy();
  await sending;
  return answered === null ? "the connection was closed" : describeAnswer(...answered);
}

function* writeCommas(size: number, isAnswered: () => boolean) {
  const part = Buffer.alloc(64_000, ",");
  for (let sent = 0; sent < size && !isAnswered(); sent += part.length) yield part.subarray(0, size - sent);
}

function describeAnswer(status: number, text: string): string {
  if (status === 200) return `read, ${(text.match(/"original"/g) ?? []).length} rows`;
  if (status === 401 || status === 403) throw new Error(`No file was read: ${text}`);
  const message = /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return `${status}: ${message ?? text}`;
}

/** Processor time of each XML document that costs much: refused, or read within the bar. The best of three, as the machine is shared. */
export function benchXml(): Line[] {
  const documents = [...XML_ATTACKS, ...LARGEST_XML].map(([name, body]) => {
    const times = [1, 2, 3].map(() => {
      const started = process.cpuUsage();
      try {
        parseXml(body, []);
      } catch {
        // Refused, which is one of the two right ends.
      }
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1_000;
    });
    return { name, ms: Math.min(...times) };
  });
  const slowest = documents.reduce((most, one) => (one.ms > most.ms ? one : most));
  return [
    {
      what: `${documents.length} XML documents refused or read: processor time of the slowest`,
      figure: `${slowest.ms.toFixed(0)} ms (${slowest.name})`,
      target: `<= ${XML_BAR_MS} ms`,
      isReached: slowest.ms <= XML_BAR_MS,
    },
  ];
}
