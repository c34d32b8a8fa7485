-- Deleting a tag, and merging two tags or two customers, are acts that can be undone like the others.
-- `former`: the tag or the customer that is gone. `was_tagged`: the number had the other tag already.
ALTER TABLE "number_edit" ADD COLUMN "former" JSONB;
ALTER TABLE "number_edit_item" ADD COLUMN "was_tagged" BOOLEAN;
ALTER TABLE "number_edit" DROP CONSTRAINT "number_edit_kind_check";
ALTER TABLE "number_edit" ADD CONSTRAINT "number_edit_kind_check"
  CHECK ("kind" IN ('set-customer', 'add-tag', 'remove-tag', 'delete-tag', 'merge-tags', 'merge-customers'));
