-- The list "Not read lately", and the list in the order of last messages. -----------------------------------------
CREATE INDEX "number_fact_age_idx" ON "number_fact" ("facet", "checked_at")
    WHERE "facet" IN ('ownership', 'smsState', 'campaignId', 'registrationState', 'webhookUrl');
CREATE INDEX "number_inbound_at_idx" ON "number" ("state_set_id", "inbound_at", "e164") WHERE "inbound_at" IS NOT NULL;
