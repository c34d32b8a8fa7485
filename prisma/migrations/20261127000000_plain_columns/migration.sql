-- What a carrier, or Tandem itself, says of a state is its message everywhere.

ALTER TABLE "rate_slot" RENAME COLUMN "blocked_words" TO "blocked_message";
ALTER TABLE "message" RENAME COLUMN "carrier_words" TO "carrier_message";
ALTER TABLE "unrequested_number" RENAME COLUMN "words" TO "message";
ALTER TABLE "unrequested_number" RENAME CONSTRAINT "unrequested_number_words_check" TO "unrequested_number_message_check";

UPDATE "orders" SET "trouble" = ("trouble" - 'words') || jsonb_build_object('message', "trouble"->'words') WHERE "trouble" ? 'words';
UPDATE "brand" SET "last_answer" = ("last_answer" - 'is' - 'words')
  || jsonb_build_object('type', "last_answer"->'is', 'message', "last_answer"->'words') WHERE "last_answer" ? 'is';
UPDATE "campaign" SET "last_answer" = ("last_answer" - 'is' - 'words')
  || jsonb_build_object('type', "last_answer"->'is', 'message', "last_answer"->'words') WHERE "last_answer" ? 'is';

ALTER TABLE "order_item" RENAME COLUMN "is_checked" TO "is_prechecked";
