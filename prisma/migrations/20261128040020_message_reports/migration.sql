-- Reports on delivery read nothing but this.
CREATE INDEX "message_delivery_idx" ON "message" ("occurred_at")
  INCLUDE ("account_id", "e164", "state", "delivery_state", "carrier_code") WHERE "direction" = 'out';
-- What was refused with a code, latest first.
CREATE INDEX "message_refused_idx" ON "message" ("carrier_code", "occurred_at" DESC, "id")
  WHERE "direction" = 'out' AND message_rank("state", "delivery_state") = 6;

-- What a recipient's message asks for: 'stop', 'start', or nothing. The word alone counts, in any case, whatever is between its letters.
CREATE FUNCTION "opt_word"(body TEXT) RETURNS TEXT IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT CASE
    WHEN length(body) > 40 THEN NULL
    WHEN upper(regexp_replace(body, '[[:space:][:punct:]]', '', 'g'))
      IN ('STOP', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'STOPALL', 'OPTOUT', 'REVOKE') THEN 'stop'
    WHEN upper(regexp_replace(body, '[[:space:][:punct:]]', '', 'g')) IN ('START', 'UNSTOP') THEN 'start'
  END
$$;
CREATE INDEX "message_opt_word_idx" ON "message" ("e164", "peer", "occurred_at" DESC)
  WHERE "direction" = 'in' AND "opt_word"("body") IS NOT NULL;

-- Numbers by their last inbound message.
CREATE INDEX "number_silence_idx" ON "number" ("inbound_at") WHERE "inbound_at" IS NOT NULL;
