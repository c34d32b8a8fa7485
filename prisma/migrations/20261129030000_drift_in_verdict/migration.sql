-- The former value of a difference was read last at this time. Unknown of older rows.
ALTER TABLE "drift" ADD COLUMN "known_at" TIMESTAMPTZ(3);

-- The same words of state sets as before, with two changes:
--   "lost-sms"  SMS was on and is off or not found by now, without an order of ours, and nobody has settled it
--   "ours"      also a number that lost SMS or its registration, until somebody settles that
CREATE OR REPLACE FUNCTION "read_states"(numbers TEXT[]) RETURNS TABLE ("e164" TEXT, "states" TEXT[]) STABLE LANGUAGE sql AS $$
    SELECT n."e164", ARRAY(
        SELECT DISTINCT s COLLATE "C" FROM unnest(f.states || ARRAY[
            CASE WHEN f.is_ours OR d.is_kept THEN 'ours'
                WHEN (SELECT true FROM "order_item" i WHERE i."e164" = n."e164" AND "is_open_item"(i."state") LIMIT 1) THEN 'pending'
                ELSE 'mentioned' END,
            CASE WHEN f.is_claimed_twice THEN 'double-claim' END,
            CASE WHEN n."is_toll_free" THEN 'toll-free' END,
            CASE WHEN n."inbound_at" IS NOT NULL THEN 'inbound' END,
            CASE WHEN d.is_drifted THEN 'drifted' END,
            CASE WHEN d.has_lost_sms THEN 'lost-sms' END,
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
    ) f CROSS JOIN LATERAL (
        SELECT count(*) > 0 AS is_drifted, bool_or(d."kind" = 'lost-sms') AS has_lost_sms,
            bool_or(d."kind" IN ('lost-sms', 'registration-lost')) AS is_kept
        FROM "drift" d WHERE d."e164" = n."e164" AND d."state" IN ('open', 'restoring') AND d."kind" <> 'number-appeared'
    ) d WHERE n."e164" = ANY (numbers)
$$;

-- A difference that goes on can change its kind.
CREATE OR REPLACE FUNCTION "keep_states_of_drift"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM new_drift));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM old_drift));
    ELSE
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT n."e164") FROM new_drift n JOIN old_drift o ON o."id" = n."id"
            WHERE (o."state" IN ('open', 'restoring')) <> (n."state" IN ('open', 'restoring')) OR o."kind" <> n."kind"));
    END IF;
    RETURN NULL;
END $$;

-- Numbers with such a difference already: few, and each found by an index.
SELECT "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM "drift"
    WHERE "state" IN ('open', 'restoring') AND "kind" IN ('lost-sms', 'registration-lost')));
