-- Items that are new and open change one word of a number's states, "mentioned" to "pending". So the sets follow from the sets, of which
-- there are dozens, and nothing is read number by number. The numbers are held as before.
CREATE OR REPLACE FUNCTION "keep_states_of_items"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE numbers TEXT[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT "e164") INTO numbers FROM new_items WHERE "is_open_item"("state");
        IF numbers IS NULL THEN RETURN NULL; END IF;
        PERFORM FROM "number" n WHERE n."e164" = ANY (numbers) ORDER BY n."e164" FOR NO KEY UPDATE;
        WITH pending AS MATERIALIZED (
            SELECT s."id", "state_set_of"(ARRAY(
                SELECT replace(w, 'mentioned', 'pending') COLLATE "C" FROM unnest(s."states") w ORDER BY 1)) AS next
            FROM "state_set" s
            WHERE 'mentioned' = ANY (s."states")
              AND s."id" IN (SELECT n."state_set_id" FROM "number" n WHERE n."e164" = ANY (numbers)))
        UPDATE "number" n SET "state_set_id" = p.next FROM pending p
        WHERE n."e164" = ANY (numbers) AND n."state_set_id" = p."id";
    ELSE
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT c."e164") FROM (
            SELECT "order_id", "seq", "e164", "is_open_item"("state") FROM new_items EXCEPT
            SELECT "order_id", "seq", "e164", "is_open_item"("state") FROM old_items) c));
    END IF;
    RETURN NULL;
END $$;
