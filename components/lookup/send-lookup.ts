import type { Result } from "@/lib/domain/result";
import { fetchResult } from "../feedback/fetch-result";

/** Keeps a pasted text or a file as a lookup and gives its id. */
export function sendLookup(content: string | File): Promise<Result<{ id: string }>> {
  return fetchResult("/api/lookups", {
    method: "POST",
    headers: {
      "Content-Type": "application/octet-stream",
      ...(typeof content !== "string" && { "X-File-Name": encodeURIComponent(content.name) }),
    },
    body: content,
  });
}
