-- Any three or more digits of a number, anywhere in it. A table of its own: numbers change their states all the time, and each change
-- would write all of these entries again.
CREATE TABLE number_digits (
  e164 text COLLATE "C" PRIMARY KEY
);

-- Each run of three digits of the ten, as a number from 0 to 999; by division, which is several times as fast as cutting them out.
-- Not in SQL: such a function would be taken apart, and with it goes the cost that keeps the planner from asking row by row.
CREATE FUNCTION digit_runs(digits text) RETURNS smallint[] IMMUTABLE STRICT PARALLEL SAFE COST 1000 LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
  -- A text of another form has no runs, and takes nothing from the row that holds it.
  IF digits !~ '^[0-9]{10}$' THEN RETURN NULL; END IF;
  n := digits::bigint;
  RETURN ARRAY[n / 10000000, n / 1000000 % 1000, n / 100000 % 1000, n / 10000 % 1000, n / 1000 % 1000, n / 100 % 1000, n / 10 % 1000, n % 1000]::smallint[];
END $$;

INSERT INTO number_digits (e164) SELECT e164 FROM number ORDER BY e164;
CREATE INDEX number_digits_runs_idx ON number_digits USING gin (digit_runs(substr(e164, 3)));

CREATE FUNCTION add_number_digits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO number_digits (e164) SELECT e164 FROM new_numbers ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER number_digits_insert AFTER INSERT ON number
  REFERENCING NEW TABLE AS new_numbers FOR EACH STATEMENT EXECUTE FUNCTION add_number_digits();

CREATE FUNCTION drop_number_digits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM number_digits d USING old_numbers o WHERE d.e164 = o.e164;
  RETURN NULL;
END $$;
CREATE TRIGGER number_digits_delete AFTER DELETE ON number
  REFERENCING OLD TABLE AS old_numbers FOR EACH STATEMENT EXECUTE FUNCTION drop_number_digits();

