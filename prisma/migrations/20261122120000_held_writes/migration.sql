-- An account may be held back for its changes alone, while it answers every question.
ALTER TABLE "carrier_breaker"
    DROP CONSTRAINT "carrier_breaker_cause_check",
    ADD CONSTRAINT "carrier_breaker_cause_check" CHECK ("cause" IN ('silent', 'failing', 'unreadable', 'credentials', 'writes'));
-- AlterTable: an order whose own changes come to nothing, while other orders' do not, waits alone.
ALTER TABLE "orders" ADD COLUMN     "write_after" TIMESTAMPTZ(3);
