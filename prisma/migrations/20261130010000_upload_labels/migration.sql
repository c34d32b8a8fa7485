-- Rows that set customers, tags and notes ask no carrier, and have their outcome here.
ALTER TABLE upload_target ALTER COLUMN account_id DROP NOT NULL;
ALTER TABLE upload_target
  ADD COLUMN attempt smallint NOT NULL DEFAULT 0,
  ADD COLUMN confirmed int NOT NULL DEFAULT 0,
  ADD COLUMN failed int NOT NULL DEFAULT 0,
  ADD COLUMN skipped int NOT NULL DEFAULT 0;

CREATE TABLE upload_outcome (
  upload_id uuid NOT NULL,
  seq int NOT NULL,
  target smallint NOT NULL,
  attempt smallint NOT NULL,
  state text NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now(),
  undo jsonb,
  PRIMARY KEY (upload_id, seq)
);
