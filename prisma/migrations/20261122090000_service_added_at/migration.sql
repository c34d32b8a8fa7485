-- When the number was added, beside each state: thousands of numbers in one state are sorted by it from one index, without a look-up each.
ALTER TABLE "number_service" ADD COLUMN "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
DROP INDEX "number_service_carrier_sms_state_e164_idx";
DROP INDEX "number_service_carrier_import_state_e164_idx";
DROP INDEX "number_service_carrier_registration_state_e164_idx";
DROP INDEX "number_service_carrier_ownership_e164_idx";
UPDATE "number_service" s SET "added_at" = n."created_at" FROM "number" n WHERE n."e164" = s."e164";

CREATE FUNCTION "keep_added_at"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT n."created_at" INTO STRICT NEW."added_at" FROM "number" n WHERE n."e164" = NEW."e164";
  RETURN NEW;
EXCEPTION
  -- The foreign key says what is wrong.
  WHEN no_data_found THEN RETURN NEW;
END $$;
CREATE TRIGGER "number_service_added_at" BEFORE INSERT ON "number_service" FOR EACH ROW EXECUTE FUNCTION "keep_added_at"();

CREATE INDEX "number_service_carrier_sms_state_e164_added_at_idx" ON "number_service" ("carrier", "sms_state", "e164", "added_at");
CREATE INDEX "number_service_carrier_import_state_e164_added_at_idx" ON "number_service" ("carrier", "import_state", "e164", "added_at");
CREATE INDEX "number_service_carrier_registration_state_e164_added_at_idx" ON "number_service" ("carrier", "registration_state", "e164", "added_at");
CREATE INDEX "number_service_carrier_ownership_e164_added_at_idx" ON "number_service" ("carrier", "ownership", "e164", "added_at");

-- Whether a number is silent is read from the index alone.
DROP INDEX "number_inbound_idx";
CREATE INDEX "number_inbound_idx" ON "number" ("e164") INCLUDE ("inbound_at") WHERE "inbound_at" IS NOT NULL;
