-- A stall that several processes noticed puts their shared clock back once.
ALTER TABLE "rate_slot" ADD COLUMN "slowed_until" TIMESTAMPTZ(6);
