/** What is wrong with an address for messages, or null. */
export function findUrlFault(text: string): string | null {
  const url = text.trim();
  if (url === "") return "Enter the address first.";
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return "Expected an address like https://…";
  return url.length > 2_000 ? "At most 2,000 characters." : null;
}
