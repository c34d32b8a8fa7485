import { brandForm, campaignForm } from "@/lib/domain/campaign";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { createBrand } from "@/lib/services/campaigns/create-brand";
import { createCampaign } from "@/lib/services/campaigns/create-campaign";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { numbersFrom, openHouse } from "./house";

/** A house whose iNumbering registers at once, unless a test asks for more; `forget` puts the played carriers back. */
export async function openCampaignHouse() {
  const house = await openHouse();
  const accountId = house.accountOf("inumbering");
  await house.setRate("inumbering", 1_000);

  const send = () => house.performEffects("inumbering");

  return {
    house,
    accountId,
    send,
    forget() {
      house.sandboxes.reset({ settings: true });
      house.sandboxes.changeSettings({
        limits: { inumbering: null },
        inumbering: { listDelayMs: 0, campaignDelayMs: 0, brandDelayMs: 0, campaignReviewMs: 0 },
      });
    },
    /** A brand that was sent; its row's id. */
    async brand(brandId: string, name = `Brand ${brandId}`): Promise<string> {
      const form = brandForm.parse({ accountId, brandId, name, description: "A brand" });
      const { id } = await createBrand(house.ctx, form);
      await send();
      return id;
    },
    /** A campaign that was sent; its row's id. */
    async campaign(brandRowId: string, campaignId: string): Promise<string> {
      const form = campaignForm.parse({ brandRowId, campaignId, description: "Alerts" });
      const { id } = await createCampaign(house.ctx, form);
      await send();
      return id;
    },
    /** Numbers that the carrier lists in our account, here and there. */
    async own(first: string, count: number, facts: { campaignId?: string } = {}): Promise<PhoneNumber[]> {
      const numbers = numbersFrom(first, count);
      house.sandboxes.seed({ inumbering: { owned: numbers.map((number) => ({ number: number.slice(2), route: 4 })) } });
      await inTransaction(house.database.sql, (client) =>
        recordFacts(
          client,
          { id: accountId, carrierId: "inumbering" },
          numbers.map((number) => ({ number, facts: { ownership: "owned", route: "4", ...facts } })),
        ),
      );
      return numbers;
    },
  };
}
