import { type PlayedDashboard, playDashboard } from "./bandwidth";
import { type PlayedApi } from "./core/exchange";
import { type World } from "./core/world";
import { type PlayedIntelepeer, playIntelepeer } from "./intelepeer";

export interface PlayedCarriers {
  apis: PlayedApi[];
  intelepeer: PlayedIntelepeer;
  dashboard: PlayedDashboard;
  /** Carries out what the clock has made due. */
  settle(): void;
}

export function playCarriers(world: World): PlayedCarriers {
  const intelepeer = playIntelepeer(world);
  const dashboard = playDashboard(world);
  return { apis: [intelepeer.api, dashboard.api], intelepeer, dashboard, settle: () => dashboard.settle() };
}
