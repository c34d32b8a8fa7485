-- Every change at a carrier is an intent of one machine: an order's items, and single effects (messages, applications, brands, campaigns).
CREATE TABLE "effect" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "actor_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempt" SMALLINT NOT NULL DEFAULT 0,
    "refusals" SMALLINT NOT NULL DEFAULT 0,
    "dispatch_id" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "code" TEXT,
    "message" TEXT,
    "external_id" TEXT,
    "last_call_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "effect_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "dispatch" ADD COLUMN     "attempt" SMALLINT NOT NULL DEFAULT 1,
ADD COLUMN     "effect_id" UUID,
ALTER COLUMN "order_id" DROP NOT NULL;

ALTER TABLE "effect" ADD CONSTRAINT "effect_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "effect" ADD CONSTRAINT "effect_dispatch_id_fkey" FOREIGN KEY ("dispatch_id") REFERENCES "dispatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_effect_id_fkey" FOREIGN KEY ("effect_id") REFERENCES "effect"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A write belongs to an order or to an effect, never to both.
ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_owner_check" CHECK (num_nonnulls("order_id", "effect_id") = 1);
ALTER TABLE "effect" ADD CONSTRAINT "effect_state_check"
  CHECK ("state" IN ('queued', 'sending', 'accepted', 'confirmed', 'failed', 'skipped', 'unknown'));
ALTER TABLE "effect" ADD CONSTRAINT "effect_message_check"
  CHECK ("state" NOT IN ('failed', 'skipped', 'unknown') OR btrim(coalesce("message", '')) <> '');
CREATE INDEX "effect_queue_idx" ON "effect" ("account_id", "due_at") WHERE "state" = 'queued';
CREATE INDEX "dispatch_effect_due_idx" ON "dispatch" ("account_id", "due_at") WHERE "effect_id" IS NOT NULL AND "state" IN ('accepted', 'lost');

-- The attempt was the end of the reference.
UPDATE "dispatch" SET "attempt" = substring("reference" FROM '-(\d{1,4})$')::smallint WHERE "reference" ~ '-\d{1,4}$';

-- Brands and campaigns so far. One whose sender stopped midway was settled by no reading yet.
UPDATE "brand" SET "state" = 'unknown' WHERE "state" = 'sending';
UPDATE "campaign" SET "state" = 'unknown' WHERE "state" = 'sending';
INSERT INTO "effect" ("id", "account_id", "kind", "input", "state", "due_at", "attempt", "refusals", "code", "message", "created_at")
SELECT e.id, e.account_id, e.kind, e.input,
  CASE WHEN e.state = 'submitted' OR (e.state = 'waiting' AND e.last_answer->>'againAt' IS NOT NULL) THEN 'queued'
       WHEN e.state = 'registered' THEN 'confirmed' WHEN e.state = 'unknown' THEN 'unknown' ELSE 'failed' END,
  CASE WHEN e.state = 'waiting' THEN coalesce((e.last_answer->>'againAt')::timestamptz, now()) ELSE now() END,
  CASE WHEN e.last_answer = '{}' THEN 0 ELSE 1 END, coalesce((e.last_answer->>'tries')::smallint, 0), e.last_answer->>'code',
  coalesce(nullif(btrim(e.last_answer->>'words'), ''), 'The sender stopped before the answer came.'), e.created_at
FROM (
  SELECT id, account_id, 'brand' AS kind, state, last_answer, created_at,
    jsonb_build_object('brandId', brand_id, 'name', name, 'description', description) AS input FROM "brand"
  UNION ALL
  SELECT c.id, c.account_id, 'campaign', c.state, c.last_answer, c.created_at,
    jsonb_build_object('campaignId', c.campaign_id, 'brandId', b.brand_id, 'description', c.description)
  FROM "campaign" c JOIN "brand" b ON b.id = c.brand_row_id) e;
ALTER TABLE "brand" DROP COLUMN "sent_at";
ALTER TABLE "campaign" DROP COLUMN "sent_at";

-- A message whose sender died was shown as unknown after a minute; now it is.
UPDATE "message" SET "state" = 'unknown' WHERE "state" = 'queued' AND "external_id" LIKE 'ours:%';
