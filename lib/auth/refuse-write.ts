import { ACTION_TOO_LARGE, MAX_ACTION_BYTES } from "@/lib/domain/action-size";
import { AppError } from "@/lib/domain/errors";
import { refuseForeignOrigin, type OriginRule } from "./origin";

const READING = ["GET", "HEAD"];
/** Content types that another site's form can send without a preflight request. */
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

export const isFormContent = (headers: Pick<Headers, "get">) => FORM.test(headers.get("content-type") ?? "text/plain");

/**
 * Rejects requests that no page accepts before Next.js sees them: it would run an action without an Origin, and respond to
 * a foreign Origin or a large body with status 500. Actions and handlers still check for themselves.
 */
export function refuseWrite({ method, headers, addresses }: OriginRule & { method: string }): Response | null {
  if (READING.includes(method)) return null;
  if (method !== "POST") return refuse(405, "This page accepts only GET, HEAD and POST.", { Allow: "GET, HEAD, POST" });
  try {
    refuseForeignOrigin({ headers, addresses });
  } catch (error) {
    if (error instanceof AppError) return refuse(403, error.message);
    throw error;
  }
  if (headers.get("next-action") === null)
    return isFormContent(headers) ? refuse(415, "Send forms from the portal's pages with JavaScript enabled.") : null;
  const length = headers.get("content-length");
  // Next.js forwards some actions to itself without a length.
  if (length === null && headers.get("x-action-forwarded") === null)
    return refuse(411, "The Content-Length header is missing.");
  return Number(length) > MAX_ACTION_BYTES ? refuse(413, ACTION_TOO_LARGE) : null;
}

/** Next.js's client shows the text only for exactly this content type. */
const refuse = (status: number, message: string, headers: Record<string, string> = {}) =>
  new Response(message, { status, headers: { "Content-Type": "text/plain", ...headers } });
