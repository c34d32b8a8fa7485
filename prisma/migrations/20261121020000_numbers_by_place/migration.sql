-- A keyset is one row comparison, so both columns of its index run the same way.
DROP INDEX "number_created_at_e164_idx";
CREATE INDEX "number_created_at_e164_idx" ON "number" ("created_at", "e164");

CREATE INDEX "number_toll_free_idx" ON "number" ("e164") WHERE "is_toll_free";
