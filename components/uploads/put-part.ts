import type { Failure } from "@/lib/domain/result";
import type { PartAnswer } from "./send-parts";

/** Statuses that a later try may change: time-out, too many requests, and a server that is not ready. */
const isPassing = (status: number) => status === 0 || status === 408 || status === 429 || status >= 500;

/** Sends one part; unlike `fetch`, this request reports how much of it has left. */
export function putPart(
  id: string,
  n: number,
  body: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<PartAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const finish = (answer: PartAnswer) => {
      signal.removeEventListener("abort", abort);
      resolve(answer);
    };
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return finish({ outcome: "kept" });
      if (isPassing(request.status)) return finish({ outcome: "lost" });
      finish({ outcome: "refused", failure: readFailure(request.responseText) });
    };
    request.onerror = () => finish({ outcome: "lost" });
    request.ontimeout = () => finish({ outcome: "lost" });
    request.onabort = () => finish({ outcome: "lost" });
    signal.addEventListener("abort", abort, { once: true });
    request.open("PUT", `/api/uploads/${id}/parts/${n}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.timeout = 120_000;
    request.send(body);
  });
}

function readFailure(text: string): Failure {
  try {
    const body = JSON.parse(text) as { error?: Failure };
    if (body.error) return body.error;
  } catch {
    // An answer that is not ours says nothing that a person could use.
  }
  return { code: "INTERNAL", message: "The portal refused a part of the file. Reload the page and choose it again." };
}

/** Waits so long, or until the browser is online again, or until it is called off. */
export function pauseForConnection(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      window.removeEventListener("online", goOn);
      signal.removeEventListener("abort", goOn);
      resolve();
    };
    const timer = setTimeout(goOn, ms);
    window.addEventListener("online", goOn);
    signal.addEventListener("abort", goOn, { once: true });
  });
}
