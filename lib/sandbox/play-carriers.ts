import { type PlayedApi } from "./core/exchange";
import { type World } from "./core/world";
import { type PlayedIntelepeer, playIntelepeer } from "./intelepeer";

export interface PlayedCarriers {
  apis: PlayedApi[];
  intelepeer: PlayedIntelepeer;
  /** Carries out what the clock has made due. */
  settle(): void;
}

export function playCarriers(world: World): PlayedCarriers {
  const intelepeer = playIntelepeer(world);
  return { apis: [intelepeer.api], intelepeer, settle: () => undefined };
}
