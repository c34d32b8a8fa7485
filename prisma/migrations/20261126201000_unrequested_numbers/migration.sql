ALTER TABLE "order_oddity" RENAME TO "unrequested_number";
ALTER TABLE "unrequested_number" RENAME CONSTRAINT "order_oddity_pkey" TO "unrequested_number_pkey";
ALTER TABLE "unrequested_number" RENAME CONSTRAINT "order_oddity_order_id_fkey" TO "unrequested_number_order_id_fkey";
ALTER TABLE "unrequested_number" RENAME CONSTRAINT "order_oddity_words_check" TO "unrequested_number_words_check";
ALTER TABLE "unrequested_number" RENAME CONSTRAINT "order_oddity_kind_check" TO "unrequested_number_kind_check";
