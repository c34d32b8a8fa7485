import type { ServerResponse } from "node:http";

/** For every response that sets none of its own: pages get their Content-Security-Policy, with its nonce, in proxy.ts. */
const DEFAULTS = {
  "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** `isSecure`: the portal's public address is https. */
const listHeaders = (isSecure: boolean): [string, string][] =>
  Object.entries({
    ...DEFAULTS,
    ...(isSecure && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  });

/**
 * Adds the security headers to whatever is sent as this response. They are added last, as the framework gives static files a
 * Cache-Control only where there is none.
 */
export function addSecurityHeaders(response: ServerResponse, isSecure: boolean): void {
  const writeHead = response.writeHead.bind(response);
  // Its overloads are passed on as they are.
  response.writeHead = (...input: unknown[]) => {
    for (const [name, value] of listHeaders(isSecure)) if (!response.hasHeader(name)) response.setHeader(name, value);
    return writeHead(...(input as [number]));
  };
}

const REASONS = { 400: "Bad Request", 408: "Request Timeout", 431: "Request Header Fields Too Large" };

/** The whole response to bytes that are no HTTP request, for which there is no response object. `code` is that of Node's error. */
export function writeBadRequest(code: string | undefined, isSecure: boolean): string {
  const status = code === "HPE_HEADER_OVERFLOW" ? 431 : code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  const headers = listHeaders(isSecure).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${REASONS[status]}\r\n${headers.join("")}Content-Length: 0\r\nConnection: close\r\n\r\n`;
}
