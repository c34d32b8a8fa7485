-- Saved filters can be shared: everyone sees them, their owner and administrators change them.
ALTER TABLE "saved_view" ADD COLUMN "is_shared" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "saved_view_shared_idx" ON "saved_view" ("list", "name") WHERE "is_shared";
