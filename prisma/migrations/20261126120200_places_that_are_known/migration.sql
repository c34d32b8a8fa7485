-- Numbers come in without rate center and LATA; until somebody tells them, a number costs their four indexes nothing.
DROP INDEX "number_rate_center_state_state_set_id_e164_created_at_idx";
DROP INDEX "number_rate_center_state_state_set_id_created_at_e164_idx";
DROP INDEX "number_lata_state_state_set_id_e164_created_at_idx";
DROP INDEX "number_lata_state_state_set_id_created_at_e164_idx";
CREATE INDEX "number_rate_center_idx" ON "number" ("rate_center", "state", "state_set_id", "e164", "created_at") WHERE "rate_center" IS NOT NULL;
CREATE INDEX "number_rate_center_added_idx" ON "number" ("rate_center", "state", "state_set_id", "created_at", "e164") WHERE "rate_center" IS NOT NULL;
CREATE INDEX "number_lata_idx" ON "number" ("lata", "state", "state_set_id", "e164", "created_at") WHERE "lata" IS NOT NULL;
CREATE INDEX "number_lata_added_idx" ON "number" ("lata", "state", "state_set_id", "created_at", "e164") WHERE "lata" IS NOT NULL;
