import { type Reply } from "../core/exchange";
import { type InumberingWorld } from "./settings";
import { type InumberingCall } from "./call";
import { replySister } from "./envelope";

/** "System routes always listed", before the account's own. */
const SYSTEM_ROUTES: readonly [number, string][] = [
  [1, "USER"],
  [2, "T30"],
  [3, "VOICE_BRIDGE"],
  [4, "DID"],
  [5, "T38"],
  [6, "RTC_BRIDGE"],
  [8, "SDN"],
];

export function routesOf(world: InumberingWorld): Map<number, string> {
  const own = world.settings.inumbering.gateways.map(({ route, gateway }): [number, string] => [route, gateway]);
  return new Map([...SYSTEM_ROUTES, ...own]);
}

/** `route` is text here, although an order wants it as an integer. */
export function listGateways({ world }: InumberingCall): Reply {
  const gateways = [...routesOf(world)].map(([route, gateway]) => ({ route: String(route), gateway }));
  return replySister({ gateways });
}
