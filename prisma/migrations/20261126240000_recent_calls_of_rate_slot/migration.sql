-- AlterTable
ALTER TABLE "rate_slot" DROP COLUMN "slowed_until",
ADD COLUMN     "recent_calls" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "recent_refusals" DOUBLE PRECISION NOT NULL DEFAULT 0;
