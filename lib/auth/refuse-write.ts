import { ACTION_TOO_LARGE, MAX_ACTION_BYTES } from "@/lib/domain/action-size";
import { AppError } from "@/lib/domain/errors";
import { refuseForeignOrigin, type OriginRule } from "./origin";

const READING = ["GET", "HEAD"];
/** What a form of another site can send without asking first. */
const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

export const isFormContent = (headers: Pick<Headers, "get">) => FORM.test(headers.get("content-type") ?? "text/plain");

/**
 * What a page's address does not take, refused before the framework sees it: that one runs an action without an Origin, and answers a
 * foreign one, or a body that is too large, with status 500. Actions and handlers check for themselves all the same.
 */
export function refuseWrite({ method, headers, addresses }: OriginRule & { method: string }): Response | null {
  if (READING.includes(method)) return null;
  if (method !== "POST") return refuse(405, "This address can only be read.", { Allow: "GET, HEAD, POST" });
  try {
    refuseForeignOrigin({ headers, addresses });
  } catch (error) {
    if (error instanceof AppError) return refuse(403, error.message);
    throw error;
  }
  if (headers.get("next-action") === null)
    return isFormContent(headers) ? refuse(415, "Forms are sent by the portal's own pages, with JavaScript.") : null;
  const length = headers.get("content-length");
  // The framework passes some actions on to itself, without a length.
  if (length === null && headers.get("x-action-forwarded") === null) return refuse(411, "The length is missing.");
  return Number(length) > MAX_ACTION_BYTES ? refuse(413, ACTION_TOO_LARGE) : null;
}

/** The framework's client shows the words of exactly this content type. */
const refuse = (status: number, words: string, headers: Record<string, string> = {}) =>
  new Response(words, { status, headers: { "Content-Type": "text/plain", ...headers } });
