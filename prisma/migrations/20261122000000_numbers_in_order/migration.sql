-- Rate centers' names repeat from state to state; both together are asked for most.
CREATE INDEX "number_state_rate_center_e164_idx" ON "number"("state", "rate_center", "e164");

-- Sorting some thousand numbers by the time they were added reads this index alone.
CREATE INDEX "number_e164_created_at_idx" ON "number"("e164", "created_at");
