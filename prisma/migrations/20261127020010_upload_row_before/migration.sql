-- Rows as they were before an edit, so that it can be undone row by row at any size; `upload_edit.before` says which rows it added.
-- No foreign key, as with the rows themselves.
CREATE TABLE upload_row_before (
  upload_id uuid NOT NULL,
  revision int NOT NULL,
  seq int NOT NULL,
  cells text[] NOT NULL,
  e164 text,
  target smallint,
  state text NOT NULL,
  codes text[] NOT NULL DEFAULT '{}',
  faults jsonb,
  PRIMARY KEY (upload_id, revision, seq)
);
