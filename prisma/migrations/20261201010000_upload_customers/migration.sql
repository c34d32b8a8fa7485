-- Whose numbers an upload labeled: those that had, or got, the customer. Rows of uploads have no index by number: it would cost every load.
-- Without a foreign key to the customer: a merge deletes one, and its undoing brings it back under the same id.
CREATE TABLE "upload_customer" (
  "upload_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  CONSTRAINT "upload_customer_pkey" PRIMARY KEY ("upload_id", "customer_id")
);
ALTER TABLE "upload_customer" ADD CONSTRAINT "upload_customer_upload_id_fkey"
  FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "upload_customer_customer_id_idx" ON "upload_customer" ("customer_id");

-- What is kept of earlier uploads: a million outcomes are read in about a second, and nobody waits for them meanwhile.
INSERT INTO "upload_customer" ("upload_id", "customer_id")
SELECT DISTINCT o."upload_id", c."id" FROM "upload_outcome" o
CROSS JOIN LATERAL (VALUES (o."undo" -> 'customer' ->> 'before'), (o."undo" -> 'customer' ->> 'after')) v(id)
JOIN "customer" c ON c."id"::text = v.id JOIN "upload" u ON u."id" = o."upload_id"
ON CONFLICT DO NOTHING;
