-- AlterTable
ALTER TABLE "number" ADD COLUMN     "inbound_at" TIMESTAMPTZ(3),
ADD COLUMN     "tested_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "carrier_code" TEXT,
ADD COLUMN     "carrier_words" TEXT,
ADD COLUMN     "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "callback" ADD COLUMN     "is_counted" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "replays" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'waiting';

UPDATE "callback" SET "is_counted" = "outcome" = 'understood',
  "state" = CASE WHEN "outcome" = 'understood' THEN 'understood' ELSE 'kept' END WHERE "handled_at" IS NOT NULL;

ALTER TABLE "callback" ADD CONSTRAINT "callback_state_known" CHECK ("state" IN ('waiting', 'understood', 'quarantined', 'kept'));

-- CreateIndex
CREATE INDEX "message_thread_idx" ON "message"("e164", "peer", "occurred_at" DESC);

-- CreateIndex
CREATE INDEX "message_occurred_at_id_idx" ON "message"("occurred_at" DESC, "id");

-- CreateIndex
CREATE INDEX "message_changed_at_idx" ON "message"("changed_at" DESC);

-- Those a person has to look at, newest first; and those that nobody has understood yet.
CREATE INDEX "callback_to_look_at_idx" ON "callback"("received_at" DESC, "id") WHERE "state" IN ('quarantined', 'kept');
CREATE INDEX "callback_waiting_idx" ON "callback"("received_at") WHERE "state" = 'waiting';

-- Every index of numbers ends in the number.
CREATE INDEX "number_inbound_idx" ON "number"("e164") WHERE "inbound_at" IS NOT NULL;

-- How far a message has come. Events arrive in any order: state, receipt, code and words move together, and only to a higher rank.
CREATE FUNCTION message_rank(state TEXT, delivery_state TEXT) RETURNS INTEGER IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE
    WHEN delivery_state = 'delivered' THEN 7
    WHEN delivery_state = 'not-delivered' OR state = 'error' THEN 6
    WHEN state IN ('sent', 'received') THEN 5
    WHEN state = 'sending' THEN 4
    WHEN state = 'unknown' THEN 2
    WHEN state = 'queued' THEN 3
    ELSE 1
  END
$$;

-- The marks of a number that lists ask for, kept whoever writes the message.
CREATE FUNCTION keep_message_marks() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.direction = 'in' THEN
    -- To the minute: a busy number is not written again with each of its messages.
    UPDATE number SET inbound_at = least(NEW.occurred_at, now()) WHERE e164 = NEW.e164
      AND (inbound_at IS NULL OR inbound_at < least(NEW.occurred_at, now()) - interval '1 minute');
  ELSIF message_rank(NEW.state, NEW.delivery_state) IN (5, 7) THEN
    UPDATE number SET tested_at = NEW.occurred_at WHERE e164 = NEW.e164 AND tested_at IS NULL;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER message_marks AFTER INSERT OR UPDATE OF state, delivery_state ON message
  FOR EACH ROW EXECUTE FUNCTION keep_message_marks();

CREATE FUNCTION stamp_message_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := clock_timestamp();
  RETURN NEW;
END
$$;
CREATE TRIGGER message_changed BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION stamp_message_change();

UPDATE "number" n SET inbound_at = m.inbound_at, tested_at = m.tested_at FROM (
  SELECT e164, max(occurred_at) FILTER (WHERE direction = 'in') AS inbound_at,
    min(occurred_at) FILTER (WHERE direction = 'out' AND message_rank(state, delivery_state) IN (5, 7)) AS tested_at
  FROM message GROUP BY e164
) m WHERE m.e164 = n.e164;
