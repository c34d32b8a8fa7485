import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import ipaddr from "ipaddr.js";
import { isLoopbackHost } from "@/lib/domain/web-address";

export const PRIVATE_HOST = "EPRIVATEHOST";

/** Cloud machines hand out their own credentials there. */
const METADATA_HOST = /^(metadata|instance-data)(\.|$)|(^|\.)metadata\.goog(\.|$)/i;

/** Anything but an address of the public internet: private, link-local, loopback, shared, reserved and mapped ranges. */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  return ipaddr.process(address).range() !== "unicast";
}

/** Whether the host of an address names a private network by itself. A name is judged by what it resolves to, when connecting. */
export function isPrivateHost(url: string): boolean {
  const { hostname } = new URL(url);
  if (isLoopbackHost(hostname)) return false;
  const bare = hostname.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) ? isPrivateAddress(bare) : METADATA_HOST.test(bare);
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;
type Resolve = typeof lookup;

/**
 * `dns.lookup` that gives public addresses only: asked at each connection, so that a name that resolves elsewhere later is no way in. Names
 * of this machine (localhost) resolve as ever.
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
  return Object.assign(new Error(`${hostname} is an address of a private network.`), { code: PRIVATE_HOST });
}
