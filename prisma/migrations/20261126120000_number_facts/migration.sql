-- One row for each thing known of a number at one carrier account, with its own age and evidence.
CREATE TABLE "number_fact" (
    "e164" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "facet" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "value" TEXT,
    "raw" TEXT,
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "call_id" UUID,

    CONSTRAINT "number_fact_pkey" PRIMARY KEY ("e164", "account_id", "facet")
);

-- Ownership "unknown" was the column's default, and no carrier's answer.
INSERT INTO "number_fact" ("e164", "account_id", "facet", "carrier", "value", "raw", "checked_at", "changed_at")
SELECT s."e164", s."account_id", f."facet", s."carrier", f."value", nullif(s."raw"::text, '{}'), coalesce(s."checked_at", s."changed_at"), s."changed_at"
FROM "number_service" s CROSS JOIN LATERAL (VALUES
    ('ownership', nullif(s."ownership", 'unknown')), ('smsState', s."sms_state"), ('importState', s."import_state"),
    ('registrationState', s."registration_state"), ('applicationId', s."application_id"), ('campaignId', s."campaign_id"),
    ('webhookUrl', s."webhook_url"), ('route', s."route")
) f("facet", "value")
WHERE f."value" IS NOT NULL;

DROP TABLE "number_service";
DROP FUNCTION "keep_added_at"();

ALTER TABLE "number_fact" ADD CONSTRAINT "number_fact_e164_fkey" FOREIGN KEY ("e164") REFERENCES "number"("e164") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "number_fact" ADD CONSTRAINT "number_fact_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "number_fact" ADD CONSTRAINT "number_fact_ownership_check" CHECK ("facet" <> 'ownership' OR "value" IN ('owned', 'gone', 'unknown'));
-- A reading that shows nothing new stays on its page.
ALTER TABLE "number_fact" SET (fillfactor = 80);

-- Carriers set no limit to a campaign's id; an index does.
CREATE INDEX "number_fact_campaign_idx" ON "number_fact" ("value", "e164") WHERE "facet" = 'campaignId' AND length("value") <= 200;
CREATE INDEX "number_fact_import_idx" ON "number_fact" ("account_id", "facet", "value", "e164")
    WHERE "facet" IN ('importState', 'registrationState') AND length("value") <= 200;


-- State sets ------------------------------------------------------------------------------------------------------
-- Every combination of states that some number is in. Numbers are millions, combinations are dozens: a filter chooses combinations, and
-- the numbers of each stand in order in one index. So two large sets of numbers that hardly meet cost what their meeting costs.
--   "<carrier>"                  some account of the carrier has a fact of the number
--   "<carrier> <facet> <value>"  ownership, smsState, importState, registrationState
--   "ours" | "pending" | "mentioned", "double-claim", "toll-free", "inbound"
CREATE TABLE "state_set" (
    "id" SERIAL NOT NULL,
    "states" TEXT[] NOT NULL,

    CONSTRAINT "state_set_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "state_set_states_key" ON "state_set" ("states");
INSERT INTO "state_set" ("states") VALUES (ARRAY['mentioned']), (ARRAY['mentioned', 'toll-free']);

CREATE FUNCTION "state_set_of"(wanted TEXT[]) RETURNS INT LANGUAGE plpgsql AS $$
DECLARE found INT;
BEGIN
    SELECT "id" INTO found FROM "state_set" WHERE "states" = wanted;
    IF found IS NULL THEN
        INSERT INTO "state_set" ("states") VALUES (wanted)
        ON CONFLICT ("states") DO UPDATE SET "states" = excluded."states" RETURNING "id" INTO found;
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION "is_open_item"(state TEXT) RETURNS BOOLEAN IMMUTABLE LANGUAGE sql AS $$
    SELECT state IN ('queued', 'sending', 'accepted', 'unknown')
$$;

-- Whether a carrier's reading shows that we have the number.
CREATE FUNCTION "is_fact_of_ours"(facet TEXT, value TEXT) RETURNS BOOLEAN IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE facet
        WHEN 'ownership' THEN value = 'owned'
        WHEN 'smsState' THEN value NOT IN ('none', 'not-found', 'unknown')
        WHEN 'importState' THEN value = 'imported'
        WHEN 'registrationState' THEN value = 'registered'
        WHEN 'campaignId' THEN value IS NOT NULL
        ELSE false END
$$;

-- Whether messages of the number go through this carrier.
CREATE FUNCTION "is_fact_of_messages"(facet TEXT, value TEXT) RETURNS BOOLEAN IMMUTABLE LANGUAGE sql AS $$
    SELECT (facet = 'smsState' AND value = 'provisioned') OR (facet = 'registrationState' AND value = 'registered')
$$;

-- The states of numbers as their facts and orders say. The only definition: triggers, this migration and the tests use it.
-- One look-up a number, whatever the planner believes of the array's length.
CREATE FUNCTION "read_states"(numbers TEXT[]) RETURNS TABLE ("e164" TEXT, "states" TEXT[]) STABLE LANGUAGE sql AS $$
    SELECT n."e164", ARRAY(
        SELECT DISTINCT s COLLATE "C" FROM unnest(f.states || ARRAY[
            CASE WHEN f.is_ours THEN 'ours'
                WHEN (SELECT true FROM "order_item" i WHERE i."e164" = n."e164" AND "is_open_item"(i."state") LIMIT 1) THEN 'pending'
                ELSE 'mentioned' END,
            CASE WHEN f.is_claimed_twice THEN 'double-claim' END,
            CASE WHEN n."is_toll_free" THEN 'toll-free' END,
            CASE WHEN n."inbound_at" IS NOT NULL THEN 'inbound' END
        ]) s WHERE s IS NOT NULL ORDER BY 1
    )
    FROM "number" n CROSS JOIN LATERAL (
        SELECT array_agg(c."state") AS states, bool_or("is_fact_of_ours"(f."facet", f."value")) AS is_ours,
            count(DISTINCT f."carrier") FILTER (WHERE "is_fact_of_messages"(f."facet", f."value")) > 1 AS is_claimed_twice
        FROM "number_fact" f CROSS JOIN LATERAL (VALUES (f."carrier"), (
            CASE WHEN f."facet" IN ('ownership', 'smsState', 'importState', 'registrationState')
            THEN f."carrier" || ' ' || f."facet" || ' ' || left(f."value", 40) END
        )) c("state")
        WHERE f."e164" = n."e164"
    ) f WHERE n."e164" = ANY (numbers)
$$;

ALTER TABLE "number" ADD COLUMN "state_set_id" INTEGER NOT NULL DEFAULT 1;

-- Whoever changes a fact or an item waits for others that change the same number, and then sees what they wrote.
CREATE FUNCTION "keep_state_sets"(numbers TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    IF numbers IS NULL THEN RETURN; END IF;
    PERFORM FROM "number" n WHERE n."e164" = ANY (numbers) ORDER BY n."e164" FOR NO KEY UPDATE;
    WITH known AS MATERIALIZED (SELECT * FROM "read_states"(numbers)),
    sets AS MATERIALIZED (SELECT d."states", "state_set_of"(d."states") AS id FROM (SELECT DISTINCT k."states" FROM known k) d)
    UPDATE "number" n SET "state_set_id" = s.id FROM known k JOIN sets s ON s."states" = k."states"
    WHERE n."e164" = k."e164" AND n."state_set_id" <> s.id;
END $$;
SELECT "keep_state_sets"(array_agg("e164")) FROM "number";

CREATE FUNCTION "keep_states_of_facts"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM new_facts));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM old_facts));
    ELSE
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT c."e164") FROM (
            (SELECT "e164", "account_id", "facet", "carrier", "value" FROM new_facts EXCEPT
             SELECT "e164", "account_id", "facet", "carrier", "value" FROM old_facts)
            UNION ALL
            (SELECT "e164", "account_id", "facet", "carrier", "value" FROM old_facts EXCEPT
             SELECT "e164", "account_id", "facet", "carrier", "value" FROM new_facts)) c));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "number_fact_states_insert" AFTER INSERT ON "number_fact"
    REFERENCING NEW TABLE AS new_facts FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_facts"();
CREATE TRIGGER "number_fact_states_update" AFTER UPDATE ON "number_fact"
    REFERENCING OLD TABLE AS old_facts NEW TABLE AS new_facts FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_facts"();
CREATE TRIGGER "number_fact_states_delete" AFTER DELETE ON "number_fact"
    REFERENCING OLD TABLE AS old_facts FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_facts"();

CREATE FUNCTION "keep_states_of_items"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM new_items WHERE "is_open_item"("state")));
    ELSE
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT c."e164") FROM (
            SELECT "order_id", "seq", "e164", "is_open_item"("state") FROM new_items EXCEPT
            SELECT "order_id", "seq", "e164", "is_open_item"("state") FROM old_items) c));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "order_item_states_insert" AFTER INSERT ON "order_item"
    REFERENCING NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_items"();
CREATE TRIGGER "order_item_states_update" AFTER UPDATE ON "order_item"
    REFERENCING OLD TABLE AS old_items NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_items"();

-- What the number's own row says.
CREATE FUNCTION "keep_own_states"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."state_set_id" := "state_set_of"(ARRAY(
        SELECT s COLLATE "C" FROM "state_set" k, unnest(k."states") s WHERE k."id" = NEW."state_set_id" AND s NOT IN ('toll-free', 'inbound')
        UNION SELECT 'toll-free' WHERE NEW."is_toll_free" UNION SELECT 'inbound' WHERE NEW."inbound_at" IS NOT NULL ORDER BY 1));
    RETURN NEW;
END $$;
CREATE TRIGGER "number_own_states_insert" BEFORE INSERT ON "number" FOR EACH ROW
    WHEN (NEW."is_toll_free" OR NEW."inbound_at" IS NOT NULL) EXECUTE FUNCTION "keep_own_states"();
CREATE TRIGGER "number_own_states_update" BEFORE UPDATE OF "is_toll_free", "inbound_at" ON "number" FOR EACH ROW
    WHEN (OLD."is_toll_free" <> NEW."is_toll_free" OR (OLD."inbound_at" IS NULL) <> (NEW."inbound_at" IS NULL))
    EXECUTE FUNCTION "keep_own_states"();

-- A number that comes after the order which names it.
CREATE FUNCTION "keep_states_of_numbers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM "keep_state_sets"((SELECT array_agg(n."e164") FROM new_numbers n CROSS JOIN LATERAL (
        SELECT FROM "order_item" i WHERE i."e164" = n."e164" AND "is_open_item"(i."state") LIMIT 1) i));
    RETURN NULL;
END $$;
CREATE TRIGGER "number_states_insert" AFTER INSERT ON "number"
    REFERENCING NEW TABLE AS new_numbers FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_numbers"();

CREATE TRIGGER "state_set_keep" BEFORE DELETE OR TRUNCATE ON "state_set" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Every list is read from one of these, in its order, without a look at the table.
DROP INDEX "number_state_e164_idx";
DROP INDEX "number_state_rate_center_e164_idx";
DROP INDEX "number_rate_center_e164_idx";
DROP INDEX "number_lata_e164_idx";
DROP INDEX "number_e164_created_at_idx";
DROP INDEX "number_toll_free_idx";
DROP INDEX "number_inbound_idx";
CREATE INDEX "number_state_set_id_e164_created_at_idx" ON "number" ("state_set_id", "e164", "created_at");
CREATE INDEX "number_state_set_id_created_at_e164_idx" ON "number" ("state_set_id", "created_at", "e164");
CREATE INDEX "number_state_state_set_id_e164_created_at_idx" ON "number" ("state", "state_set_id", "e164", "created_at");
CREATE INDEX "number_rate_center_state_state_set_id_e164_created_at_idx" ON "number" ("rate_center", "state", "state_set_id", "e164", "created_at");
CREATE INDEX "number_lata_state_state_set_id_e164_created_at_idx" ON "number" ("lata", "state", "state_set_id", "e164", "created_at");
CREATE INDEX "number_inbound_idx" ON "number" ("state_set_id", "e164", "created_at") INCLUDE ("inbound_at") WHERE "inbound_at" IS NOT NULL;
