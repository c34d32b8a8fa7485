-- An EXCEPTION clause opens a subtransaction for each row.
CREATE OR REPLACE FUNCTION "keep_added_at"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Of a number that is not there the foreign key tells.
  NEW."added_at" := coalesce((SELECT n."created_at" FROM "number" n WHERE n."e164" = NEW."e164"), NEW."added_at");
  RETURN NEW;
END $$;
