-- Any three or more digits of a number, anywhere in it. A table of its own: numbers change their states all the time, and each change
-- would write all of these entries again. On 1,000,000 numbers the table and its index are made in less than ten seconds.
CREATE TABLE number_digits (
  e164 text COLLATE "C" PRIMARY KEY
);

-- Each run of three digits of the ten, as a number from 0 to 999. Its cost keeps the planner from asking row by row.
CREATE FUNCTION digit_runs(digits text) RETURNS smallint[] IMMUTABLE STRICT PARALLEL SAFE COST 1000 LANGUAGE sql AS $$
  SELECT ARRAY(SELECT substr(digits, n, 3)::smallint FROM generate_series(1, length(digits) - 2) n)
$$;

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

