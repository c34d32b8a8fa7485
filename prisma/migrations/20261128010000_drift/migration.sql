-- Differences that no order of ours explains ------------------------------------------------------------------------
CREATE TABLE "drift" (
    "id" UUID NOT NULL,
    "e164" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "raw" TEXT,
    "facts" JSONB,
    "call_id" UUID,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "again_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'open',
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" UUID,
    "order_id" UUID,

    CONSTRAINT "drift_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "drift_state_check" CHECK ("state" IN ('open', 'accepted', 'ignored', 'restoring', 'restored', 'gone')),
    CONSTRAINT "drift_settled_check" CHECK (("settled_at" IS NULL) = ("state" IN ('open', 'restoring')))
);
ALTER TABLE "drift" ADD CONSTRAINT "drift_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "drift_e164_seen_at_idx" ON "drift" ("e164", "seen_at" DESC);
-- At most one of a facet is unsettled; a number that appeared and is ignored stays so.
CREATE UNIQUE INDEX "drift_unsettled_key" ON "drift" ("e164", "account_id", "facet") WHERE "state" IN ('open', 'restoring');
CREATE UNIQUE INDEX "drift_ignored_key" ON "drift" ("e164", "account_id") WHERE "state" = 'ignored';
-- The list, whole and of one kind.
CREATE INDEX "drift_list_idx" ON "drift" ("seen_at" DESC, "id" DESC) WHERE "state" IN ('open', 'restoring');
CREATE INDEX "drift_kind_idx" ON "drift" ("kind", "seen_at" DESC, "id" DESC) WHERE "state" IN ('open', 'restoring');
CREATE INDEX "drift_order_idx" ON "drift" ("order_id", "e164") WHERE "order_id" IS NOT NULL;

-- The schedule and the place of the repeated readings --------------------------------------------------------------
CREATE TABLE "reading_cycle" (
    "account_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "cursor" TEXT,
    "total" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "fault" TEXT,
    "faults" INTEGER NOT NULL DEFAULT 0,
    "is_partial" BOOLEAN NOT NULL DEFAULT false,
    "last" JSONB,
    "token" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "asked_by" UUID,

    CONSTRAINT "reading_cycle_pkey" PRIMARY KEY ("account_id", "group")
);
ALTER TABLE "reading_cycle" ADD CONSTRAINT "reading_cycle_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What happened to campaigns ---------------------------------------------------------------------------------------
ALTER TABLE "campaign" ADD COLUMN "empty_since" TIMESTAMPTZ(3);
UPDATE "campaign" SET "empty_since" = "checked_at" WHERE "bound" = 0;
CREATE TABLE "campaign_event" (
    "id" UUID NOT NULL,
    "campaign_row_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "from_event" TEXT,
    "from_standing" TEXT,
    "event" TEXT,
    "standing" TEXT,
    "bound" INTEGER,
    "call_id" UUID,

    CONSTRAINT "campaign_event_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "campaign_event" ADD CONSTRAINT "campaign_event_campaign_row_id_fkey" FOREIGN KEY ("campaign_row_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "campaign_event_campaign_row_id_at_idx" ON "campaign_event" ("campaign_row_id", "at" DESC);

-- The word "drifted" -----------------------------------------------------------------------------------------------
-- The same as before, with the last word: the number has a difference that nobody has settled. One that appeared is Discover's.
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
                AND d."kind" <> 'number-appeared' LIMIT 1) THEN 'drifted' END
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

CREATE FUNCTION "keep_states_of_drift"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM new_drift));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT "e164") FROM old_drift));
    ELSE
        PERFORM "keep_state_sets"((SELECT array_agg(DISTINCT n."e164") FROM new_drift n JOIN old_drift o ON o."id" = n."id"
            WHERE (o."state" IN ('open', 'restoring')) <> (n."state" IN ('open', 'restoring'))));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER "drift_states_insert" AFTER INSERT ON "drift"
    REFERENCING NEW TABLE AS new_drift FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_drift"();
CREATE TRIGGER "drift_states_update" AFTER UPDATE ON "drift"
    REFERENCING OLD TABLE AS old_drift NEW TABLE AS new_drift FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_drift"();
CREATE TRIGGER "drift_states_delete" AFTER DELETE ON "drift"
    REFERENCING OLD TABLE AS old_drift FOR EACH STATEMENT EXECUTE FUNCTION "keep_states_of_drift"();
