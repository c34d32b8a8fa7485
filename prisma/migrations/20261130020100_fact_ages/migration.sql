-- The list "Not read lately" goes from the oldest value on. Values of one reading share their instant: the number orders them.
DROP INDEX "number_fact_age_idx";
CREATE INDEX "number_fact_age_idx" ON "number_fact" ("facet", "checked_at", "e164")
    WHERE "facet" IN ('ownership', 'smsState', 'campaignId', 'registrationState', 'webhookUrl');
