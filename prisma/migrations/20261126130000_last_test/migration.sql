-- A test counts for a while only, so a number keeps when the last message from here was reported as sent, and no longer the first one.
-- To the minute: a busy number is not written again with each of its messages.
CREATE OR REPLACE FUNCTION keep_message_marks() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.direction = 'in' THEN
    UPDATE number SET inbound_at = least(NEW.occurred_at, now()) WHERE e164 = NEW.e164
      AND (inbound_at IS NULL OR inbound_at < least(NEW.occurred_at, now()) - interval '1 minute');
  ELSIF message_rank(NEW.state, NEW.delivery_state) IN (5, 7) THEN
    UPDATE number SET tested_at = least(NEW.occurred_at, now()) WHERE e164 = NEW.e164
      AND (tested_at IS NULL OR tested_at < least(NEW.occurred_at, now()) - interval '1 minute');
  END IF;
  RETURN NULL;
END
$$;

UPDATE "number" n SET tested_at = m.tested_at FROM (
  SELECT e164, max(least(occurred_at, now())) AS tested_at FROM message
  WHERE direction = 'out' AND message_rank(state, delivery_state) IN (5, 7) GROUP BY e164
) m WHERE m.e164 = n.e164 AND n.tested_at < m.tested_at;
