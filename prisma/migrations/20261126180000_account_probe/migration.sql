-- A new or changed account is off until its carrier has answered a probe.
ALTER TABLE "carrier_account" ADD COLUMN "awaits_probe" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "probed_at" TIMESTAMPTZ(3),
  ADD COLUMN "probe_message" TEXT;
-- One that is on needs no probe.
ALTER TABLE "carrier_account" ADD CONSTRAINT "carrier_account_awaits_probe_check" CHECK (NOT ("is_enabled" AND "awaits_probe"));
