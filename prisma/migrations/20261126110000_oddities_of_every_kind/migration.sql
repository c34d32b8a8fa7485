-- AlterTable
ALTER TABLE "order_oddity" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'number';

-- What Prisma cannot say.
ALTER TABLE "order_oddity" ADD CONSTRAINT "order_oddity_kind_check" CHECK ("kind" IN ('number', 'element', 'verdict'));

-- IntelePeer's 404 was kept as "none". Its own state from now on, as far as the stored answer still shows it.
DO $$
BEGIN
  IF to_regclass('number_service') IS NOT NULL THEN
    UPDATE "number_service" SET "sms_state" = 'not-found'
    WHERE "carrier" = 'intelepeer' AND "sms_state" = 'none' AND "raw"->>'code' = '404';
  END IF;
END $$;
