-- Two more words of state sets: what a carrier reports about the number's campaign decides whether it can text, and stands in another
-- table than the number's facts.
--   "campaign-ended"  some account reports a campaign that, as last read, has ended, is suspended or is not known to the carrier
--   "no-campaign"     some account reports that the number is in no campaign
CREATE OR REPLACE FUNCTION "read_states"(numbers TEXT[]) RETURNS TABLE ("e164" TEXT, "states" TEXT[]) STABLE LANGUAGE sql AS $$
    SELECT n."e164", ARRAY(
        SELECT DISTINCT s COLLATE "C" FROM unnest(f.states || ARRAY[
            CASE WHEN f.is_ours THEN 'ours'
                WHEN (SELECT true FROM "order_item" i WHERE i."e164" = n."e164" AND "is_open_item"(i."state") LIMIT 1) THEN 'pending'
                ELSE 'mentioned' END,
            CASE WHEN f.is_claimed_twice THEN 'double-claim' END,
            CASE WHEN n."is_toll_free" THEN 'toll-free' END,
            CASE WHEN n."inbound_at" IS NOT NULL THEN 'inbound' END,
            CASE WHEN (SELECT true FROM "drift" d WHERE d."e164" = n."e164" AND d."state" IN ('open', 'restoring')
                AND d."kind" <> 'number-appeared' LIMIT 1) THEN 'drifted' END,
            CASE WHEN f.campaigns IS NOT NULL AND EXISTS (SELECT FROM unnest(f.campaigns, f.accounts) j(id, account)
                JOIN "campaign" c ON c."campaign_id" = j.id AND c."account_id" = j.account WHERE c."standing" IN ('ended', 'absent'))
                THEN 'campaign-ended' END,
            CASE WHEN f.has_no_campaign THEN 'no-campaign' END
        ]) s WHERE s IS NOT NULL ORDER BY 1
    )
    FROM "number" n CROSS JOIN LATERAL (
        SELECT array_agg(c."state") AS states, bool_or("is_fact_of_ours"(f."facet", f."value")) AS is_ours,
            count(DISTINCT f."carrier") FILTER (WHERE "is_fact_of_messages"(f."facet", f."value")) > 1 AS is_claimed_twice,
            array_agg(f."value") FILTER (WHERE f."facet" = 'campaignId' AND f."value" IS NOT NULL) AS campaigns,
            array_agg(f."account_id") FILTER (WHERE f."facet" = 'campaignId' AND f."value" IS NOT NULL) AS accounts,
            bool_or(f."facet" = 'campaignId' AND f."value" IS NULL) AS has_no_campaign
        FROM "number_fact" f CROSS JOIN LATERAL (VALUES (f."carrier"), (
            CASE WHEN f."facet" IN ('ownership', 'smsState', 'importState', 'registrationState')
            THEN f."carrier" || ' ' || f."facet" || ' ' || left(f."value", 40) END
        )) c("state")
        WHERE f."e164" = n."e164"
    ) f WHERE n."e164" = ANY (numbers)
$$;

CREATE FUNCTION "is_campaign_over"(standing TEXT) RETURNS BOOLEAN IMMUTABLE LANGUAGE sql AS $$
    SELECT coalesce(standing IN ('ended', 'absent'), false)
$$;

-- The numbers that an account reports in this campaign, through the index of campaigns.
CREATE FUNCTION "keep_states_of_campaign"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT f."e164") FROM "number_fact" f
        WHERE f."facet" = 'campaignId' AND length(f."value") <= 200 AND f."value" = NEW."campaign_id" AND f."account_id" = NEW."account_id"));
    RETURN NULL;
END $$;
CREATE TRIGGER "campaign_states_insert" AFTER INSERT ON "campaign" FOR EACH ROW
    WHEN ("is_campaign_over"(NEW."standing")) EXECUTE FUNCTION "keep_states_of_campaign"();
CREATE TRIGGER "campaign_states_update" AFTER UPDATE OF "standing" ON "campaign" FOR EACH ROW
    WHEN ("is_campaign_over"(OLD."standing") <> "is_campaign_over"(NEW."standing")) EXECUTE FUNCTION "keep_states_of_campaign"();

-- Numbers that have such a campaign, or none, already: few, and each found by an index.
SELECT "keep_state_sets"((SELECT array_agg(DISTINCT f."e164") FROM "campaign" c JOIN "number_fact" f
    ON f."facet" = 'campaignId' AND length(f."value") <= 200 AND f."value" = c."campaign_id" AND f."account_id" = c."account_id"
    WHERE "is_campaign_over"(c."standing")));
SELECT "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM "number_fact" WHERE "facet" = 'campaignId' AND "value" IS NULL));
