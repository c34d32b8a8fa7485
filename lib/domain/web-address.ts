/** Host names and addresses that stay on this machine. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])\.?$/i.test(host);

/**
 * Why credentials or messages must not go to this address, worded to follow a field name; null if they may. It must be
 * http or https, without user name and password, and https unless it is on this machine.
 */
export function explainUnsafeAddress(text: string): string | null {
  if (!URL.canParse(text)) return "is not a valid address. Enter one like https://api.example.com";
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:")
    return "is not a valid address. Enter one like https://api.example.com";
  if (username !== "" || password !== "") return "contains a user name or password. Remove everything before the @";
  if (protocol === "http:" && !isLoopbackHost(hostname))
    return "is not encrypted. Use https (http is accepted for localhost only)";
  return null;
}
