-- The runs of three digits by division: several times as fast as cutting them out, when the index is built and with each number that is added.
-- Not in SQL: such a function would be taken apart, and with it goes the cost that keeps the planner from asking row by row.
DROP INDEX number_digits_runs_idx;
CREATE OR REPLACE FUNCTION digit_runs(digits text) RETURNS smallint[] IMMUTABLE STRICT PARALLEL SAFE COST 1000 LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
  -- A text of another form has no runs, and takes nothing from the row that holds it.
  IF digits !~ '^[0-9]{10}$' THEN RETURN NULL; END IF;
  n := digits::bigint;
  RETURN ARRAY[n / 10000000, n / 1000000 % 1000, n / 100000 % 1000, n / 10000 % 1000, n / 1000 % 1000, n / 100 % 1000, n / 10 % 1000, n % 1000]::smallint[];
END $$;
CREATE INDEX number_digits_runs_idx ON number_digits USING gin (digit_runs(substr(e164, 3)));
