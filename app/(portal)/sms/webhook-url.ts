/** What is wrong with an address for messages, in words; null where nothing is. */
export function findUrlFault(text: string): string | null {
  const url = text.trim();
  if (url === "") return "Give the address first.";
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return "Expected an address like https://…";
  return url.length > 2_000 ? "At most 2,000 characters." : null;
}
