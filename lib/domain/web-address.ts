/** Names and addresses that never leave this machine. */
export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])\.?$/i.test(host);

/**
 * Why credentials or messages must not go to this address; null where they may. In words that follow the name of a setting or field: it
 * has to be http or https, without user name and password, and https unless it stays on this machine.
 */
export function explainUnsafeAddress(text: string): string | null {
  if (!URL.canParse(text)) return "is not an address; expected one like https://api.example.com";
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:")
    return "is not an address; expected one like https://api.example.com";
  if (username !== "" || password !== "") return "holds a user name or password; leave out what stands before the @";
  if (protocol === "http:" && !isLoopbackHost(hostname))
    return "is not encrypted; use https (http is accepted for localhost only)";
  return null;
}
