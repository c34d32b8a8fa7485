-- A difference follows the order that is to bring it back: confirmed (or already so) restores it; one that failed leaves it open.
CREATE INDEX "drift_restoring_idx" ON "drift" ("order_id", "e164") WHERE "state" = 'restoring';

CREATE FUNCTION "keep_drift_of_items"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted TEXT[];
BEGIN
    IF NOT EXISTS (SELECT FROM "drift" WHERE "state" = 'restoring' AND "order_id" IN (SELECT DISTINCT "order_id" FROM new_items)) THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(n."e164") INTO wanted FROM new_items n
        JOIN old_items o ON o."order_id" = n."order_id" AND o."seq" = n."seq" AND o."state" <> n."state"
        WHERE n."state" IN ('confirmed', 'failed', 'skipped');
    IF wanted IS NULL THEN RETURN NULL; END IF;
    -- Numbers first and in order, as readings do.
    PERFORM FROM "number" n WHERE n."e164" = ANY (wanted) ORDER BY n."e164" FOR NO KEY UPDATE;
    UPDATE "drift" d SET "state" = CASE WHEN is_done THEN 'restored' ELSE 'open' END,
        "settled_at" = CASE WHEN is_done THEN now() END, "order_id" = CASE WHEN is_done THEN d."order_id" END
    FROM (SELECT i."order_id", i."e164", i."state" = 'confirmed' OR (i."state" = 'skipped' AND i."code" IS DISTINCT FROM 'cancelled') AS is_done
        FROM new_items i WHERE i."state" IN ('confirmed', 'failed', 'skipped')) i
    WHERE d."order_id" = i."order_id" AND d."e164" = i."e164" AND d."state" = 'restoring';
    RETURN NULL;
END $$;
CREATE TRIGGER "order_item_drift_update" AFTER UPDATE ON "order_item"
    REFERENCING OLD TABLE AS old_items NEW TABLE AS new_items FOR EACH STATEMENT EXECUTE FUNCTION "keep_drift_of_items"();
