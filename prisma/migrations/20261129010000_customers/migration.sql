-- Whose number it is, and what people know of it: our own data, no carrier's.
-- `key` is the name as it is compared: without case, with single spaces (lib/domain/customer.ts). `numbers` is kept by the verbs that
-- set the customer of numbers.
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "reference" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "numbers" INTEGER NOT NULL DEFAULT 0,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "customer_numbers_check" CHECK ("numbers" >= 0)
);
CREATE UNIQUE INDEX "customer_key_key" ON "customer" ("key");
CREATE INDEX "customer_numbers_id_idx" ON "customer" ("numbers", "id");
CREATE INDEX "customer_changed_at_id_idx" ON "customer" ("changed_at", "id");
ALTER TABLE "customer" ADD CONSTRAINT "customer_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "number" ADD COLUMN "customer_id" UUID;
-- No number has a customer yet: each of these is read once, and nothing in it can be wrong.
ALTER TABLE "number" ADD CONSTRAINT "number_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- The numbers of one customer, and those of none, in the order of the list for each combination of states.
CREATE INDEX "number_customer_idx" ON "number" ("customer_id", "state_set_id", "e164", "created_at") WHERE "customer_id" IS NOT NULL;
CREATE INDEX "number_no_customer_idx" ON "number" ("state_set_id", "e164", "created_at") WHERE "customer_id" IS NULL;

CREATE TABLE "tag" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "hue" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "tag_key_key" ON "tag" ("key");
ALTER TABLE "tag" ADD CONSTRAINT "tag_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "number_tag" (
    "e164" TEXT COLLATE "C" NOT NULL,
    "tag_id" UUID NOT NULL,

    CONSTRAINT "number_tag_pkey" PRIMARY KEY ("e164", "tag_id")
);
CREATE INDEX "number_tag_tag_id_e164_idx" ON "number_tag" ("tag_id", "e164");
ALTER TABLE "number_tag" ADD CONSTRAINT "number_tag_e164_fkey" FOREIGN KEY ("e164") REFERENCES "number"("e164") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "number_tag" ADD CONSTRAINT "number_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "number_note" (
    "id" UUID NOT NULL,
    "e164" TEXT COLLATE "C" NOT NULL,
    "author_id" UUID,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "number_note_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "number_note_e164_created_at_idx" ON "number_note" ("e164", "created_at" DESC);
ALTER TABLE "number_note" ADD CONSTRAINT "number_note_e164_fkey" FOREIGN KEY ("e164") REFERENCES "number"("e164") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "number_note" ADD CONSTRAINT "number_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One act of a person on the customer or a tag of numbers, with what each number had before, so that it can be undone.
CREATE TABLE "number_edit" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" UUID,
    "tag_id" UUID,
    "person_id" UUID NOT NULL,
    "changed" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "restored" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "number_edit_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "number_edit_kind_check" CHECK ("kind" IN ('set-customer', 'add-tag', 'remove-tag'))
);
CREATE INDEX "number_edit_at_idx" ON "number_edit" ("at");
ALTER TABLE "number_edit" ADD CONSTRAINT "number_edit_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "number_edit_item" (
    "edit_id" UUID NOT NULL,
    "e164" TEXT COLLATE "C" NOT NULL,
    "customer_id" UUID,

    CONSTRAINT "number_edit_item_pkey" PRIMARY KEY ("edit_id", "e164")
);
ALTER TABLE "number_edit_item" ADD CONSTRAINT "number_edit_item_edit_id_fkey" FOREIGN KEY ("edit_id") REFERENCES "number_edit"("id") ON DELETE CASCADE ON UPDATE CASCADE;
