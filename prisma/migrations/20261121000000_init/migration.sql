-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "carrier_account" (
    "id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "origin" TEXT NOT NULL DEFAULT 'environment',
    "secrets" TEXT,
    "callback_key" TEXT NOT NULL,
    "rates" JSONB NOT NULL DEFAULT '{}',
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "carrier_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "disabled_at" TIMESTAMPTZ(3),
    "must_change" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "user_agent" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "number" (
    "e164" TEXT COLLATE "C" NOT NULL,
    "npa" TEXT NOT NULL,
    "nxx" TEXT NOT NULL,
    "state" TEXT,
    "rate_center" TEXT,
    "city" TEXT,
    "lata" TEXT,
    "is_toll_free" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "number_pkey" PRIMARY KEY ("e164")
);

-- CreateTable
CREATE TABLE "number_service" (
    "e164" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "ownership" TEXT NOT NULL DEFAULT 'unknown',
    "sms_state" TEXT,
    "import_state" TEXT,
    "registration_state" TEXT,
    "application_id" TEXT,
    "campaign_id" TEXT,
    "webhook_url" TEXT,
    "route" TEXT,
    "raw" JSONB NOT NULL DEFAULT '{}',
    "checked_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "number_service_pkey" PRIMARY KEY ("e164","account_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "parent_id" UUID,
    "relation" TEXT,
    "created_by_id" UUID,
    "idempotency_key" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "reason" TEXT,
    "params" JSONB NOT NULL DEFAULT '{}',
    "priority" SMALLINT NOT NULL DEFAULT 1,
    "control" TEXT NOT NULL DEFAULT 'run',
    "served_at" TIMESTAMPTZ(6),
    "requested" INTEGER NOT NULL DEFAULT 0,
    "queued" INTEGER NOT NULL DEFAULT 0,
    "sending" INTEGER NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "confirmed" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "unknown" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN "submitted_at" IS NULL THEN 'DRAFT'
            WHEN "queued" + "sending" + "accepted" + "unknown" > 0 THEN
                CASE WHEN "queued" = "requested" THEN 'RECEIVED' ELSE 'PROCESSING' END
            WHEN "control" = 'cancelled' THEN 'CANCELLED'
            WHEN "failed" = 0 THEN 'COMPLETE'
            WHEN "confirmed" + "skipped" = 0 THEN 'FAILED'
            ELSE 'PARTIAL'
        END
    ) STORED,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "first_sent_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_item" (
    "order_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "e164" TEXT COLLATE "C" NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "is_checked" BOOLEAN NOT NULL DEFAULT false,
    "dispatch_id" UUID,
    "attempt" SMALLINT NOT NULL DEFAULT 0,
    "code" TEXT,
    "message" TEXT,
    "is_retryable" BOOLEAN,
    "last_call_id" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_item_pkey" PRIMARY KEY ("order_id","seq")
);

-- CreateTable
CREATE TABLE "dispatch" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "external_id" TEXT,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "polls" INTEGER NOT NULL DEFAULT 0,
    "absent_reads" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_call_id" UUID,

    CONSTRAINT "dispatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "carrier_call" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "endpoint_group" TEXT NOT NULL,
    "order_id" UUID,
    "dispatch_id" UUID,
    "actor_id" UUID,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "request_headers" JSONB NOT NULL,
    "request_body" TEXT,
    "status" INTEGER,
    "response_headers" JSONB,
    "response_body" TEXT,
    "fault" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "carrier_call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "number_event" (
    "id" UUID NOT NULL,
    "e164" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "account_id" UUID,
    "carrier" TEXT,
    "order_id" UUID,
    "call_id" UUID,
    "actor_id" UUID,
    "field" TEXT,
    "before" TEXT,
    "after" TEXT,
    "message" TEXT NOT NULL,

    CONSTRAINT "number_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "brand" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "brand_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'submitted',
    "last_answer" JSONB NOT NULL DEFAULT '{}',
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "brand_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "brand_row_id" UUID NOT NULL,
    "campaign_id" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'submitted',
    "capacity" INTEGER NOT NULL DEFAULT 49,
    "last_answer" JSONB NOT NULL DEFAULT '{}',
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "e164" TEXT COLLATE "C" NOT NULL,
    "peer" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "delivery_state" TEXT,
    "received" INTEGER NOT NULL DEFAULT 1,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "callback" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "callback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "actor_label" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB,
    "after" JSONB,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "rate_slot" (
    "account_id" UUID NOT NULL,
    "endpoint_group" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blocked_until" TIMESTAMPTZ(3),
    "blocked_words" TEXT,

    CONSTRAINT "rate_slot_pkey" PRIMARY KEY ("account_id","endpoint_group")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "carrier_account_callback_key_key" ON "carrier_account"("callback_key");

-- CreateIndex
CREATE UNIQUE INDEX "carrier_account_carrier_label_key" ON "carrier_account"("carrier", "label");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE INDEX "number_created_at_e164_idx" ON "number"("created_at" DESC, "e164");

-- CreateIndex
CREATE INDEX "number_state_e164_idx" ON "number"("state", "e164");

-- CreateIndex
CREATE INDEX "number_rate_center_e164_idx" ON "number"("rate_center", "e164");

-- CreateIndex
CREATE INDEX "number_lata_e164_idx" ON "number"("lata", "e164");

-- CreateIndex
CREATE INDEX "number_service_carrier_sms_state_e164_idx" ON "number_service"("carrier", "sms_state", "e164");

-- CreateIndex
CREATE INDEX "number_service_carrier_import_state_e164_idx" ON "number_service"("carrier", "import_state", "e164");

-- CreateIndex
CREATE INDEX "number_service_carrier_registration_state_e164_idx" ON "number_service"("carrier", "registration_state", "e164");

-- CreateIndex
CREATE INDEX "number_service_carrier_ownership_e164_idx" ON "number_service"("carrier", "ownership", "e164");

-- CreateIndex
CREATE INDEX "number_service_campaign_id_e164_idx" ON "number_service"("campaign_id", "e164");

-- CreateIndex
CREATE INDEX "number_service_account_id_e164_idx" ON "number_service"("account_id", "e164");

-- CreateIndex
CREATE UNIQUE INDEX "orders_ref_key" ON "orders"("ref");

-- CreateIndex
CREATE UNIQUE INDEX "orders_idempotency_key_key" ON "orders"("idempotency_key");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "orders_carrier_created_at_idx" ON "orders"("carrier", "created_at" DESC);

-- CreateIndex
CREATE INDEX "orders_kind_created_at_idx" ON "orders"("kind", "created_at" DESC);

-- CreateIndex
CREATE INDEX "orders_created_by_id_created_at_idx" ON "orders"("created_by_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "orders_parent_id_idx" ON "orders"("parent_id");

-- CreateIndex
CREATE INDEX "order_item_e164_order_id_idx" ON "order_item"("e164", "order_id");

-- CreateIndex
CREATE INDEX "order_item_order_id_state_code_seq_idx" ON "order_item"("order_id", "state", "code", "seq");

-- CreateIndex
CREATE INDEX "order_item_dispatch_id_idx" ON "order_item"("dispatch_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_item_order_id_e164_key" ON "order_item"("order_id", "e164");

-- CreateIndex
CREATE UNIQUE INDEX "dispatch_reference_key" ON "dispatch"("reference");

-- CreateIndex
CREATE INDEX "dispatch_order_id_created_at_idx" ON "dispatch"("order_id", "created_at");

-- CreateIndex
CREATE INDEX "dispatch_external_id_idx" ON "dispatch"("external_id");

-- CreateIndex
CREATE INDEX "carrier_call_order_id_started_at_idx" ON "carrier_call"("order_id", "started_at");

-- CreateIndex
CREATE INDEX "carrier_call_dispatch_id_idx" ON "carrier_call"("dispatch_id");

-- CreateIndex
CREATE INDEX "carrier_call_account_id_started_at_idx" ON "carrier_call"("account_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "number_event_e164_at_idx" ON "number_event"("e164", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "brand_account_id_brand_id_key" ON "brand"("account_id", "brand_id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_account_id_campaign_id_key" ON "campaign"("account_id", "campaign_id");

-- CreateIndex
CREATE INDEX "message_e164_occurred_at_idx" ON "message"("e164", "occurred_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "message_account_id_external_id_key" ON "message"("account_id", "external_id");

-- CreateIndex
CREATE INDEX "callback_received_at_idx" ON "callback"("received_at");

-- CreateIndex
CREATE INDEX "audit_event_entity_type_entity_id_seq_idx" ON "audit_event"("entity_type", "entity_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "audit_event_actor_id_seq_idx" ON "audit_event"("actor_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "audit_event_action_seq_idx" ON "audit_event"("action", "seq" DESC);

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_service" ADD CONSTRAINT "number_service_e164_fkey" FOREIGN KEY ("e164") REFERENCES "number"("e164") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_service" ADD CONSTRAINT "number_service_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_item" ADD CONSTRAINT "order_item_dispatch_id_fkey" FOREIGN KEY ("dispatch_id") REFERENCES "dispatch"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carrier_call" ADD CONSTRAINT "carrier_call_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "number_event" ADD CONSTRAINT "number_event_e164_fkey" FOREIGN KEY ("e164") REFERENCES "number"("e164") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "brand" ADD CONSTRAINT "brand_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_brand_row_id_fkey" FOREIGN KEY ("brand_row_id") REFERENCES "brand"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "number" ADD CONSTRAINT "number_e164_check" CHECK ("e164" ~ '^\+1[2-9][0-9]{2}[2-9][0-9]{6}$');
ALTER TABLE "person" ADD CONSTRAINT "person_role_check" CHECK ("role" IN ('viewer', 'support', 'account-manager', 'administrator'));
ALTER TABLE "person" ADD CONSTRAINT "person_email_check" CHECK ("email" = lower("email"));
ALTER TABLE "carrier_account" ADD CONSTRAINT "carrier_account_mode_check" CHECK ("mode" IN ('live', 'sandbox') AND "origin" IN ('environment', 'portal'));
ALTER TABLE "number_service" ADD CONSTRAINT "number_service_ownership_check" CHECK ("ownership" IN ('owned', 'gone', 'unknown'));

ALTER TABLE "orders"
    ADD CONSTRAINT "orders_ref_check" CHECK ("ref" ~ '^[A-Z0-9-]{4,24}$'),
    ADD CONSTRAINT "orders_control_check" CHECK ("control" IN ('run', 'paused', 'cancelled')),
    ADD CONSTRAINT "orders_sum_check" CHECK (
        "requested" = "queued" + "sending" + "accepted" + "confirmed" + "failed" + "skipped" + "unknown"
    ),
    ADD CONSTRAINT "orders_count_check" CHECK (
        LEAST("queued", "sending", "accepted", "confirmed", "failed", "skipped", "unknown") >= 0
    );

ALTER TABLE "order_item"
    ADD CONSTRAINT "order_item_e164_check" CHECK ("e164" ~ '^\+1[2-9][0-9]{2}[2-9][0-9]{6}$'),
    ADD CONSTRAINT "order_item_state_check" CHECK (
        "state" IN ('queued', 'sending', 'accepted', 'confirmed', 'failed', 'skipped', 'unknown')
    ),
    -- Never a blank reason.
    ADD CONSTRAINT "order_item_reason_check" CHECK (
        "state" NOT IN ('failed', 'skipped', 'unknown') OR length(trim(coalesce("message", ''))) > 0
    ),
    ADD CONSTRAINT "order_item_sending_check" CHECK ("state" <> 'sending' OR "dispatch_id" IS NOT NULL),
    ADD CONSTRAINT "order_item_settled_check" CHECK (
        ("state" IN ('confirmed', 'failed', 'skipped')) = ("settled_at" IS NOT NULL)
    );

ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_state_check" CHECK ("state" IN ('sending', 'accepted', 'lost', 'done', 'void'));
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_reference_check" CHECK ("reference" ~ '^[A-Za-z0-9-]{1,40}$');

-- The queue: what is due, per account, urgent orders first.
CREATE INDEX "order_item_queue_idx" ON "order_item" ("order_id", "is_checked", "seq") WHERE "state" = 'queued';
CREATE INDEX "orders_open_idx" ON "orders" ("account_id", "priority", "served_at" NULLS FIRST) WHERE "queued" > 0;
CREATE INDEX "orders_unsettled_idx" ON "orders" ("created_at" DESC) WHERE "queued" + "sending" + "accepted" + "unknown" > 0;
CREATE INDEX "orders_status_idx" ON "orders" ("status", "created_at" DESC);
CREATE INDEX "dispatch_due_idx" ON "dispatch" ("account_id", "due_at") WHERE "state" IN ('accepted', 'lost');
CREATE INDEX "dispatch_lease_idx" ON "dispatch" ("account_id", "lease_until") WHERE "state" = 'sending';
CREATE INDEX "number_last_four_idx" ON "number" (right("e164", 4), "e164");

-- The counts of an order are its items, counted by the database in the same statement that changes them.
CREATE FUNCTION "count_order_items_inserted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "orders" o SET
        "requested" = o."requested" + d.n,
        "queued" = o."queued" + d.queued, "sending" = o."sending" + d.sending, "accepted" = o."accepted" + d.accepted,
        "confirmed" = o."confirmed" + d.confirmed, "failed" = o."failed" + d.failed, "skipped" = o."skipped" + d.skipped,
        "unknown" = o."unknown" + d.unknown
    FROM (
        SELECT "order_id", count(*) AS n,
            count(*) FILTER (WHERE "state" = 'queued') AS queued,
            count(*) FILTER (WHERE "state" = 'sending') AS sending,
            count(*) FILTER (WHERE "state" = 'accepted') AS accepted,
            count(*) FILTER (WHERE "state" = 'confirmed') AS confirmed,
            count(*) FILTER (WHERE "state" = 'failed') AS failed,
            count(*) FILTER (WHERE "state" = 'skipped') AS skipped,
            count(*) FILTER (WHERE "state" = 'unknown') AS unknown
        FROM new_items GROUP BY "order_id" ORDER BY "order_id"
    ) d
    WHERE o."id" = d."order_id";
    RETURN NULL;
END $$;

CREATE FUNCTION "count_order_items_updated"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "orders" o SET
        "queued" = o."queued" + d.queued, "sending" = o."sending" + d.sending, "accepted" = o."accepted" + d.accepted,
        "confirmed" = o."confirmed" + d.confirmed, "failed" = o."failed" + d.failed, "skipped" = o."skipped" + d.skipped,
        "unknown" = o."unknown" + d.unknown,
        "first_sent_at" = CASE WHEN o."first_sent_at" IS NULL AND d.sending > 0 THEN now() ELSE o."first_sent_at" END,
        "settled_at" = CASE
            WHEN o."queued" + o."sending" + o."accepted" + o."unknown" + d.queued + d.sending + d.accepted + d.unknown = 0
            THEN coalesce(o."settled_at", now()) ELSE NULL END
    FROM (
        SELECT "order_id",
            sum(s * ("state" = 'queued')::int) AS queued,
            sum(s * ("state" = 'sending')::int) AS sending,
            sum(s * ("state" = 'accepted')::int) AS accepted,
            sum(s * ("state" = 'confirmed')::int) AS confirmed,
            sum(s * ("state" = 'failed')::int) AS failed,
            sum(s * ("state" = 'skipped')::int) AS skipped,
            sum(s * ("state" = 'unknown')::int) AS unknown
        FROM (
            SELECT 1 AS s, "order_id", "state" FROM new_items
            UNION ALL
            SELECT -1, "order_id", "state" FROM old_items
        ) c
        GROUP BY "order_id" ORDER BY "order_id"
    ) d
    WHERE o."id" = d."order_id"
      AND (d.queued, d.sending, d.accepted, d.confirmed, d.failed, d.skipped, d.unknown) <> (0, 0, 0, 0, 0, 0, 0);
    RETURN NULL;
END $$;

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: its rows are kept as they are', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "order_item_count_insert" AFTER INSERT ON "order_item"
    REFERENCING NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION "count_order_items_inserted"();
CREATE TRIGGER "order_item_count_update" AFTER UPDATE ON "order_item"
    REFERENCING OLD TABLE AS old_items NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION "count_order_items_updated"();
CREATE TRIGGER "order_item_keep" BEFORE DELETE OR TRUNCATE ON "order_item" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A number stays with its order: only its outcome moves.
CREATE FUNCTION "refuse_item_move"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an order item keeps its order and its number' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "order_item_identity" BEFORE UPDATE OF "order_id", "e164", "seq" ON "order_item"
    FOR EACH ROW WHEN (OLD."order_id" <> NEW."order_id" OR OLD."e164" <> NEW."e164" OR OLD."seq" <> NEW."seq")
    EXECUTE FUNCTION "refuse_item_move"();

-- The audit: append-only, each row sealing the one before it.
CREATE FUNCTION "seal_audit_event"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(7340032);
    NEW."seq" := nextval(pg_get_serial_sequence('audit_event', 'seq'));
    SELECT "hash" INTO previous FROM "audit_event" ORDER BY "seq" DESC LIMIT 1;
    NEW."hash" := sha256(coalesce(previous, ''::bytea) || convert_to(concat_ws(chr(31),
        NEW."seq"::text, to_char(NEW."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), coalesce(NEW."actor_id"::text, ''), NEW."actor_label", NEW."action",
        NEW."entity_type", NEW."entity_id", NEW."summary", coalesce(NEW."reason", ''), coalesce(NEW."before"::text, ''), coalesce(NEW."after"::text, '')), 'UTF8'));
    RETURN NEW;
END $$;
CREATE TRIGGER "audit_event_seal" BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION "seal_audit_event"();
CREATE TRIGGER "audit_event_keep" BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_event_keep_all" BEFORE TRUNCATE ON "audit_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Busy rows: leave room so that updates stay on their page.
ALTER TABLE "orders" SET (fillfactor = 50);
ALTER TABLE "rate_slot" SET (fillfactor = 10);
ALTER TABLE "order_item" SET (fillfactor = 80);
