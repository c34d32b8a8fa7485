import { brandForm, campaignForm } from "@/lib/domain/campaign";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { createBrand } from "@/lib/services/campaigns/create-brand";
import { createCampaign } from "@/lib/services/campaigns/create-campaign";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { numbersFrom, type TestWorld } from "./world";

/** Brands, campaigns and numbers at iNumbering, which registers them at once after `reset`. */
export async function createTestCampaigns(world: TestWorld) {
  const accountId = world.accountOf("inumbering");
  await world.setRate("inumbering", 1_000);

  const send = () => world.performEffects("inumbering");

  return {
    accountId,
    send,
    reset() {
      world.sandboxes.reset({ settings: true });
      world.sandboxes.changeSettings({
        limits: { inumbering: null },
        inumbering: { listDelayMs: 0, campaignDelayMs: 0, brandDelayMs: 0, campaignReviewMs: 0 },
      });
    },
    /** Creates and sends a brand; returns its row's id. */
    async brand(brandId: string, name = `Brand ${brandId}`): Promise<string> {
      const form = brandForm.parse({ accountId, brandId, name, description: "A brand" });
      const { id } = await createBrand(world.ctx, form);
      await send();
      return id;
    },
    /** Creates and sends a campaign; returns its row's id. */
    async campaign(brandRowId: string, campaignId: string): Promise<string> {
      const form = campaignForm.parse({ brandRowId, campaignId, description: "Alerts" });
      const { id } = await createCampaign(world.ctx, form);
      await send();
      return id;
    },
    /** Numbers that the carrier lists in our account, known to it and to us. */
    async own(first: string, count: number, facts: { campaignId?: string } = {}): Promise<PhoneNumber[]> {
      const numbers = numbersFrom(first, count);
      world.sandboxes.seed({ inumbering: { owned: numbers.map((number) => ({ number: number.slice(2), route: 4 })) } });
      await inTransaction(world.database.sql, (client) =>
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
