-- Until facts were kept, a 404 was stored as "none" as well: what of that time cannot be told apart is the weaker claim.
UPDATE "number_fact" SET "value" = 'not-found' WHERE "facet" = 'smsState' AND "value" = 'none' AND "call_id" IS NULL;

-- A carrier that answers for a number, and reports no SMS state, has the number for us: what is not ours answers 404.
CREATE OR REPLACE FUNCTION "is_fact_of_ours"(facet TEXT, value TEXT) RETURNS BOOLEAN IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE facet
        WHEN 'ownership' THEN value = 'owned'
        WHEN 'smsState' THEN value NOT IN ('not-found', 'unknown')
        WHEN 'importState' THEN value = 'imported'
        WHEN 'registrationState' THEN value = 'registered'
        WHEN 'campaignId' THEN value IS NOT NULL
        ELSE false END
$$;

SELECT "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM "number_fact" WHERE "facet" = 'smsState' AND "value" = 'none'));
