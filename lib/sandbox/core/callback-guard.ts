import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import ipaddr from "ipaddr.js";
import { Agent } from "undici";

const isLocal = (host: string) => /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host);
const isPublic = (address: string) => ipaddr.isValid(address) && ipaddr.process(address).range() === "unicast";

/** Why a callback is not sent there, or null: unencrypted beyond this machine, or into a private network. */
export function refuseCallback({ protocol, hostname }: URL, allowPrivateHosts: boolean): string | null {
  if (protocol !== "https:" && protocol !== "http:") return "not an http address";
  if (isLocal(hostname)) return null;
  if (protocol === "http:") return "callbacks beyond this machine need https";
  const bare = hostname.replace(/^\[|\]$/g, "");
  return !allowPrivateHosts && ipaddr.isValid(bare) && !isPublic(bare) ? "in a private network" : null;
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

function lookupPublic(hostname: string, options: LookupOptions, done: Found): void {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const usable = isLocal(hostname) ? found : found.filter(({ address }) => isPublic(address));
    const [first] = usable;
    if (!first) return done(new Error("in a private network"), []);
    if (options.all) done(null, usable);
    else done(null, first.address, first.family);
  });
}

const guarded = new Agent({ connect: { lookup: lookupPublic } });
const open = new Agent();

/** Names are judged by what they resolve to at each connection. */
export const callbackAgent = (allowPrivateHosts: boolean): Agent => (allowPrivateHosts ? open : guarded);
