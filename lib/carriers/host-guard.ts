import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import ipaddr from "ipaddr.js";
import { isLoopbackHost } from "@/lib/domain/web-address";

export const PRIVATE_HOST = "EPRIVATEHOST";

/** Cloud machines serve their own credentials there. */
const METADATA_HOST = /^(metadata|instance-data)(\.|$)|(^|\.)metadata\.goog(\.|$)/i;

/** Whether an address is not on the public internet: private, link-local, loopback, shared, reserved and mapped ranges. */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  return ipaddr.process(address).range() !== "unicast";
}

/** Whether a URL's host literally names a private network. Names are checked when connecting, by what they resolve to. */
export function isPrivateHost(url: string): boolean {
  const { hostname } = new URL(url);
  if (isLoopbackHost(hostname)) return false;
  const bare = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) ? isPrivateAddress(bare) : METADATA_HOST.test(bare);
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
type Resolve = typeof lookup;

/**
 * `dns.lookup` restricted to public addresses, used for each connection, so that DNS rebinding does not work. Names of this
 * machine (localhost) resolve as usual.
 */
export const lookupPublic =
  (resolve: Resolve = lookup) =>
  (hostname: string, options: LookupOptions, done: Found): void =>
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const usable = isLoopbackHost(hostname) ? found : found.filter(({ address }) => !isPrivateAddress(address));
      const [first] = usable;
      if (!first) return done(refuse(hostname), []);
      if (options.all) done(null, usable);
      else done(null, first.address, first.family);
    });

function refuse(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} is an address in a private network.`), { code: PRIVATE_HOST });
}
