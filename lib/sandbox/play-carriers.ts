import { type PlayedDashboard, playDashboard } from "./bandwidth";
import { type PlayedCatapult, playCatapult } from "./catapult";
import { type PlayedApi } from "./core/exchange";
import { type World } from "./core/world";
import { type PlayedIntelepeer, playIntelepeer } from "./intelepeer";
import { type PlayedInumbering, playInumbering } from "./inumbering";

export interface PlayedCarriers {
  apis: PlayedApi[];
  intelepeer: PlayedIntelepeer;
  inumbering: PlayedInumbering;
  dashboard: PlayedDashboard;
  catapult: PlayedCatapult;
  /** Carries out what the clock has made due. */
  settle(): void;
}

export function playCarriers(world: World, callbacksTo: string | null): PlayedCarriers {
  const intelepeer = playIntelepeer(world);
  const inumbering = playInumbering(world);
  const dashboard = playDashboard(world);
  const catapult = playCatapult(world, (number) => dashboard.isImported(number), callbacksTo);
  return {
    apis: [intelepeer.api, inumbering.api, dashboard.api, catapult.api],
    intelepeer,
    inumbering,
    dashboard,
    catapult,
    settle: () => dashboard.settle(),
  };
}
