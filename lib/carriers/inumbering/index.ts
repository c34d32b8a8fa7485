import { type Carrier, defineCarrier } from "../carrier";
import type { CarrierHttp } from "../http";
import { createCampaignProgram } from "./campaign-program";
import { createCampaigns } from "./campaigns";
import { createClient, GROUP, toFault } from "./client";
import { describeInumberingError } from "./errors";
import { createInventory, findOwned } from "./inventory";
import { createPurchaseProgram, toOwnedReading } from "./purchase-program";
import { inumberingSettings, type InumberingSettings } from "./settings";

export const inumbering = defineCarrier({
  id: "inumbering",
  label: "iNumbering",
  mark: { monogram: "iN", hue: 345 },
  settings: inumberingSettings,
  secrets: ["INUMBERING_APIKEY"],
  userNames: [],
  credentials: ["INUMBERING_APIKEY"],
  endpointGroups: { [GROUP]: { label: "All calls", perSecond: 5, burst: 1 } },
  capabilities: ["purchase", "campaign-assign", "inventory", "campaigns"],
  notes: {
    purchase:
      "iNumbering reports no order status. A number counts as ours when the account's list shows it. Numbers are charged to the account.",
    "campaign-assign":
      "Moves the numbers' messaging to this campaign's network, away from any other. iNumbering cannot undo this.",
  },
  describeError: describeInumberingError,
  connect: openInumbering,
});

function openInumbering(settings: InumberingSettings, http: CarrierHttp): Carrier {
  const client = createClient(settings, http);
  return {
    programs: {
      purchase: createPurchaseProgram(client),
      "campaign-assign": createCampaignProgram(client),
    },
    inventory: createInventory(client),
    campaigns: createCampaigns(client),
    async readNumbers(numbers) {
      const { byNumber, oddCount } = await findOwned(client, numbers);
      return numbers.map((number) => {
        const found = byNumber.get(number);
        if (found) return toOwnedReading(found);
        if (oddCount === 0) return { number, finding: "absent" };
        return {
          number,
          finding: "unclear",
          message: "Not in the readable part of the account's list; some entries could not be read.",
        };
      });
    },
    async probe() {
      const result = await client.read("/v2.1/gateways/list/");
      if (!result.isSuccess) throw toFault(result.refusal, { isWrite: false });
    },
  };
}
