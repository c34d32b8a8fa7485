-- How many messages were sent in each quarter of an hour, by what became of them: reports add up these instead of every message. Every
-- time zone's day begins on such a quarter. "shard" is the backend that counted, so that writers never wait for each other; the worker
-- folds shards together. 0: folded.
CREATE TABLE "message_total" (
    "quarter" TIMESTAMPTZ(3) NOT NULL,
    "account_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "delivery_state" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "shard" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "message_total_pkey" PRIMARY KEY ("quarter", "account_id", "state", "delivery_state", "code", "shard")
);
-- What is to be folded, and what folding has left without anything.
CREATE INDEX "message_total_open_idx" ON "message_total" ("quarter") WHERE "shard" <> 0 OR "count" = 0;

CREATE FUNCTION "quarter_of"(at TIMESTAMPTZ) RETURNS TIMESTAMPTZ IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT date_bin('15 minutes', at, TIMESTAMPTZ '2000-01-01 00:00:00Z')
$$;

CREATE FUNCTION "count_message_totals"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO "message_total" AS t
        SELECT "quarter_of"("occurred_at"), "account_id", "state", coalesce("delivery_state", ''), coalesce("carrier_code", ''),
            pg_backend_pid(), count(*) FROM new_messages WHERE "direction" = 'out' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ("quarter", "account_id", "state", "delivery_state", "code", "shard") DO UPDATE SET "count" = t."count" + excluded."count";
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO "message_total" AS t
        SELECT "quarter_of"("occurred_at"), "account_id", "state", coalesce("delivery_state", ''), coalesce("carrier_code", ''),
            pg_backend_pid(), -count(*) FROM old_messages WHERE "direction" = 'out' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ("quarter", "account_id", "state", "delivery_state", "code", "shard") DO UPDATE SET "count" = t."count" + excluded."count";
    ELSE
        INSERT INTO "message_total" AS t
        SELECT "quarter_of"(c."occurred_at"), c."account_id", c."state", coalesce(c."delivery_state", ''), coalesce(c."carrier_code", ''),
            pg_backend_pid(), sum(c.change) FROM (
                SELECT "occurred_at", "account_id", "state", "delivery_state", "carrier_code", 1 AS change FROM new_messages WHERE "direction" = 'out'
                UNION ALL
                SELECT "occurred_at", "account_id", "state", "delivery_state", "carrier_code", -1 FROM old_messages WHERE "direction" = 'out') c
        GROUP BY 1, 2, 3, 4, 5 HAVING sum(c.change) <> 0 ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ("quarter", "account_id", "state", "delivery_state", "code", "shard") DO UPDATE SET "count" = t."count" + excluded."count";
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "message_totals_insert" AFTER INSERT ON "message"
    REFERENCING NEW TABLE AS new_messages FOR EACH STATEMENT EXECUTE FUNCTION "count_message_totals"();
CREATE TRIGGER "message_totals_update" AFTER UPDATE ON "message"
    REFERENCING OLD TABLE AS old_messages NEW TABLE AS new_messages FOR EACH STATEMENT EXECUTE FUNCTION "count_message_totals"();
CREATE TRIGGER "message_totals_delete" AFTER DELETE ON "message"
    REFERENCING OLD TABLE AS old_messages FOR EACH STATEMENT EXECUTE FUNCTION "count_message_totals"();

-- All of them anew: for what was stored before, and where triggers were off.
CREATE FUNCTION "recount_message_totals"() RETURNS VOID LANGUAGE sql AS $$
    TRUNCATE "message_total";
    INSERT INTO "message_total"
    SELECT "quarter_of"("occurred_at"), "account_id", "state", coalesce("delivery_state", ''), coalesce("carrier_code", ''), 0, count(*)
    FROM "message" WHERE "direction" = 'out' GROUP BY 1, 2, 3, 4, 5;
$$;
SELECT "recount_message_totals"();

-- Adds the shards of quarters before `until` together. Rows that a writer holds are left for the next time: nothing waits for it.
CREATE FUNCTION "fold_message_totals"(until TIMESTAMPTZ) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE folded BIGINT;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('fold_message_totals')) THEN RETURN 0; END IF;
    WITH free AS MATERIALIZED (
        SELECT t.ctid AS place FROM "message_total" t WHERE (t."shard" <> 0 OR t."count" = 0) AND t."shard" <> 0 AND t."quarter" < until FOR UPDATE SKIP LOCKED
    ), taken AS (
        DELETE FROM "message_total" t USING free f WHERE t.ctid = f.place RETURNING t.*
    ), stored AS (
        INSERT INTO "message_total" AS t
        SELECT "quarter", "account_id", "state", "delivery_state", "code", 0, sum("count") FROM taken GROUP BY 1, 2, 3, 4, 5 HAVING sum("count") <> 0
        ON CONFLICT ("quarter", "account_id", "state", "delivery_state", "code", "shard") DO UPDATE SET "count" = t."count" + excluded."count"
    ) SELECT count(*) INTO folded FROM taken;
    DELETE FROM "message_total" t WHERE (t."shard" <> 0 OR t."count" = 0) AND t."shard" = 0 AND t."quarter" < until;
    RETURN folded;
END $$;
