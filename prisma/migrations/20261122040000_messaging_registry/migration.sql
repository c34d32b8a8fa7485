-- AlterTable
ALTER TABLE "brand" ADD COLUMN     "sent_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN     "bound" INTEGER,
ADD COLUMN     "event" TEXT,
ADD COLUMN     "has_pool" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sent_at" TIMESTAMPTZ(3),
ADD COLUMN     "standing" TEXT;

-- CreateIndex
CREATE INDEX "brand_created_at_id_idx" ON "brand"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "campaign_created_at_id_idx" ON "campaign"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "campaign_brand_row_id_idx" ON "campaign"("brand_row_id");

-- Rules that Prisma cannot say.
ALTER TABLE "brand"
    ADD CONSTRAINT "brand_state_check" CHECK ("state" IN ('submitted', 'sending', 'registered', 'waiting', 'refused', 'unknown')),
    ADD CONSTRAINT "brand_sending_check" CHECK ("state" <> 'sending' OR "sent_at" IS NOT NULL);
ALTER TABLE "campaign"
    ADD CONSTRAINT "campaign_state_check" CHECK ("state" IN ('submitted', 'sending', 'registered', 'waiting', 'refused', 'unknown')),
    ADD CONSTRAINT "campaign_sending_check" CHECK ("state" <> 'sending' OR "sent_at" IS NOT NULL),
    ADD CONSTRAINT "campaign_standing_check" CHECK ("standing" IN ('ready', 'waiting', 'ended', 'absent')),
    -- More than the networks take from one sender without a number pool.
    ADD CONSTRAINT "campaign_capacity_check" CHECK ("capacity" >= 1 AND ("capacity" <= 49 OR "has_pool"));
