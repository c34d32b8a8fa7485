import { isTollFree } from "@/lib/domain/phone-number";
import {
  type Assessment,
  type AssessInput,
  defineOrderKind,
  maybe,
  noChange,
  refuseGone,
  unclear,
  willChange,
  willFail,
} from "./definition";

export const campaignAssign = defineOrderKind({
  label: "Campaign",
  verb: "Assign",
  action: "Assign to campaign",
  consequences:
    "They leave the campaign that they are in now. Until the networks know the new one, messages from these numbers may be held or lost. The move cannot be undone.",
  rivals: ["campaign-assign"],
  step: { id: "campaign", isForward: true },
  placedBy: "campaign",
  form: { path: "/campaigns/assign", draft: "assign" },
  preview: { assess: (input) => refuseTollFree(input) ?? refuseGone(input) ?? assessCampaign(input) },
  numberPage: {
    refuse: ({ carrierLabel, service }) =>
      service?.ownership === "owned" ? null : `${carrierLabel} does not list it in our account.`,
  },
  takesCampaignRoom: true,
});

const refuseTollFree = ({ number }: AssessInput) =>
  isTollFree(number)
    ? willFail("toll-free", "Toll-free", "Campaigns are for local numbers; toll-free ones are verified instead.")
    : null;

function assessCampaign({ known, carrier, params: { campaignId } }: AssessInput): Assessment {
  const open = known.openOrders.find(({ kind }) => kind === "campaign-assign");
  if (open)
    return {
      ...unclear(
        "open-order",
        "In an open order",
        "A campaign order for these is not settled yet. The one that ends last wins; wait for it to settle.",
      ),
      order: open,
    };
  if (known.campaignId !== null && known.campaignId === campaignId)
    return noChange(
      "in-campaign",
      "Already in this campaign",
      `${carrier} listed these under ${known.campaignId}. Including them asks the carrier again and sends nothing where that still holds.`,
    );
  if (known.ownership !== "owned")
    return unclear(
      "not-owned",
      "Not known to be yours",
      `We have not seen these in this ${carrier} account. One number that is not there makes ${carrier} refuse those sent with it; look them up first.`,
    );
  if (known.campaignId !== null)
    return willChange(
      `move ${known.campaignId}`,
      `Move from ${known.campaignId}`,
      `These leave ${known.campaignId}. Until the networks know the new campaign, their messages may be held or lost.`,
    );
  return known.route === null
    ? maybe("no-route", "No route reported", `${carrier} reported no route for these; they may not be active yet.`)
    : willChange("none", "In no campaign", `${carrier} reported no campaign for these.`);
}
