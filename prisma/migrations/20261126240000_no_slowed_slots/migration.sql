-- AlterTable
ALTER TABLE "rate_slot" DROP COLUMN "slowed_until";
