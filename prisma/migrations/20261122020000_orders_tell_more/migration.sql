-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_oddity" (
    "order_id" UUID NOT NULL,
    "spelling" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "call_id" UUID,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_oddity_pkey" PRIMARY KEY ("order_id","spelling")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_person_id_list_name_key" ON "saved_view"("person_id", "list", "name");

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_oddity" ADD CONSTRAINT "order_oddity_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say. The beginning of a reference is compared byte by byte, whatever the database's own order of letters is.
CREATE INDEX "orders_ref_prefix_idx" ON "orders" (upper("ref") text_pattern_ops);
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_name_check" CHECK (length(btrim("name")) BETWEEN 1 AND 60);
ALTER TABLE "order_oddity" ADD CONSTRAINT "order_oddity_words_check" CHECK (btrim("words") <> '');
