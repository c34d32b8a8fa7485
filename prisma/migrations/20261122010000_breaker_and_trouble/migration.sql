-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "trouble" JSONB;

-- CreateTable
CREATE TABLE "carrier_breaker" (
    "account_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'closed',
    "cause" TEXT,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "last_answer" TEXT,
    "last_status" INTEGER,
    "last_call_id" UUID,
    "probes" INTEGER NOT NULL DEFAULT 0,
    "probed_at" TIMESTAMPTZ(3),
    "next_probe_at" TIMESTAMPTZ(3),

    CONSTRAINT "carrier_breaker_pkey" PRIMARY KEY ("account_id")
);

-- AddForeignKey
ALTER TABLE "carrier_breaker" ADD CONSTRAINT "carrier_breaker_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that Prisma cannot say.
ALTER TABLE "carrier_breaker"
    ADD CONSTRAINT "carrier_breaker_state_check" CHECK ("state" IN ('closed', 'open')),
    ADD CONSTRAINT "carrier_breaker_cause_check" CHECK ("cause" IN ('silent', 'failing', 'unreadable', 'credentials')),
    -- Whoever is held back can always read why, since when, and until when.
    ADD CONSTRAINT "carrier_breaker_words_check" CHECK (
        "state" = 'closed'
        OR ("cause" IS NOT NULL AND "opened_at" IS NOT NULL AND "next_probe_at" IS NOT NULL AND length(btrim(coalesce("last_answer", ''))) > 0)
    );
-- The queues of an account, for the job centre and the notice of a held carrier.
CREATE INDEX "orders_unsettled_account_idx" ON "orders" ("account_id") WHERE "queued" + "sending" + "accepted" + "unknown" > 0;
