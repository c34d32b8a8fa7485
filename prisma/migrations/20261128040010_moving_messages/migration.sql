-- Messages whose receipt is awaited: a few of millions.
CREATE INDEX "message_moving_idx" ON "message" ("account_id", "occurred_at")
  WHERE "direction" = 'out' AND ("state" IN ('queued', 'sending') OR ("state" = 'sent' AND "delivery_state" = 'waiting'));
