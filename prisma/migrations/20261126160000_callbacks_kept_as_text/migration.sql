-- A callback is kept as its text, before any parsing: what is no JSON, or is nested too deeply, is kept like any other.
ALTER TABLE "callback" ADD COLUMN "raw" TEXT;

UPDATE "callback" SET "raw" = CASE WHEN jsonb_typeof("payload") = 'string' THEN "payload" #>> '{}' ELSE "payload"::text END;

ALTER TABLE "callback" ALTER COLUMN "raw" SET NOT NULL;
ALTER TABLE "callback" DROP COLUMN "payload";

-- `dismissed`: a person has seen that nothing is to be made of it.
ALTER TABLE "callback" DROP CONSTRAINT "callback_state_known";
ALTER TABLE "callback" ADD CONSTRAINT "callback_state_known" CHECK ("state" IN ('waiting', 'understood', 'quarantined', 'kept', 'dismissed'));
