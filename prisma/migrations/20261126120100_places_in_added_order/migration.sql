-- The same places in the order in which numbers were added: a large place is not sorted whole for one page of it.
CREATE INDEX "number_state_state_set_id_created_at_e164_idx" ON "number" ("state", "state_set_id", "created_at", "e164");
CREATE INDEX "number_rate_center_state_state_set_id_created_at_e164_idx" ON "number" ("rate_center", "state", "state_set_id", "created_at", "e164");
CREATE INDEX "number_lata_state_state_set_id_created_at_e164_idx" ON "number" ("lata", "state", "state_set_id", "created_at", "e164");
CREATE INDEX "number_inbound_added_idx" ON "number" ("state_set_id", "created_at", "e164") INCLUDE ("inbound_at") WHERE "inbound_at" IS NOT NULL;
