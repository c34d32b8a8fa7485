-- An order's page lists what failed and what is unknown first. Both are few where all goes well, and so are these indexes.
CREATE INDEX "order_item_failed_idx" ON "order_item" ("order_id", "seq") WHERE "state" = 'failed';
CREATE INDEX "order_item_unknown_idx" ON "order_item" ("order_id", "seq") WHERE "state" = 'unknown';

-- What ended today stays listed among the jobs.
CREATE INDEX "orders_settled_at_idx" ON "orders" ("settled_at" DESC) WHERE "settled_at" IS NOT NULL;
