-- AlterTable
ALTER TABLE "order_item" ADD COLUMN     "params" JSONB;

-- CreateTable
CREATE TABLE "cart" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "order_key" UUID NOT NULL,
    "reference" TEXT,
    "reason" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "id" UUID NOT NULL,
    "cart_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "quantity" INTEGER,
    "mask" TEXT,
    "state" TEXT,
    "rate_center" TEXT,
    "lata" TEXT,
    "route" TEXT,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_number" (
    "cart_id" UUID NOT NULL,
    "e164" TEXT NOT NULL,
    "line_id" UUID NOT NULL,
    "rate_center" TEXT,
    "state" TEXT,

    CONSTRAINT "cart_number_pkey" PRIMARY KEY ("cart_id","e164")
);

-- CreateIndex
CREATE UNIQUE INDEX "cart_person_id_account_id_key" ON "cart"("person_id", "account_id");

-- CreateIndex
CREATE INDEX "cart_line_cart_id_id_idx" ON "cart_line"("cart_id", "id");

-- CreateIndex
CREATE INDEX "cart_number_line_id_idx" ON "cart_number"("line_id");

-- AddForeignKey
ALTER TABLE "cart" ADD CONSTRAINT "cart_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart" ADD CONSTRAINT "cart_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_number" ADD CONSTRAINT "cart_number_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_number" ADD CONSTRAINT "cart_number_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "cart_line"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_kind_check" CHECK (
  CASE "kind"
    WHEN 'picked' THEN "quantity" IS NULL AND "mask" IS NULL
    WHEN 'any' THEN "quantity" BETWEEN 1 AND 1000 AND "mask" ~ '^[0-9x]{10}$'
    ELSE false
  END
);
ALTER TABLE "cart_number" ADD CONSTRAINT "cart_number_e164_check" CHECK ("e164" ~ '^\+1[2-9]\d{2}[2-9]\d{6}$');
-- The ledger is searched by the reference that people give their purchases.
CREATE INDEX "orders_our_reference_idx" ON "orders" (lower("params" ->> 'ourReference')) WHERE lower("params" ->> 'ourReference') IS NOT NULL;
