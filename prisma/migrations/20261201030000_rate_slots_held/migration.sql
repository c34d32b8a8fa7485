-- Until when each slot of the last second is held, in milliseconds since 1970 (its first value names the slot).
ALTER TABLE rate_slot ADD COLUMN held double precision[] NOT NULL DEFAULT '{}';
