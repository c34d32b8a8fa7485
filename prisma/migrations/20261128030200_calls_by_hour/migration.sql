-- The calls of the last 24 hours are counted from the index alone; the table's rows hold whole answers.
DROP INDEX "carrier_call_account_id_started_at_idx";
CREATE INDEX "carrier_call_account_id_started_at_status_duration_ms_idx" ON "carrier_call"("account_id", "started_at" DESC, "status", "duration_ms");
