-- Uploads: a file, a pasted text or a frozen selection, its rows and their checks, and the orders that it became.

CREATE TABLE upload (
  id uuid PRIMARY KEY,
  -- Ours, short: the stem of the key that each row has in a results file.
  ref text NOT NULL UNIQUE,
  source text NOT NULL CHECK (source IN ('file', 'text', 'selection')),
  -- The file's name, or what was selected in words.
  name text NOT NULL,
  -- As declared before the first byte came.
  bytes bigint NOT NULL CHECK (bytes >= 0),
  -- Of the content, once all of it has come.
  sha256 text,
  state text NOT NULL CHECK (state IN ('receiving', 'reading', 'map', 'loading', 'check', 'submitting', 'submitted', 'refused')),
  -- Why the content was refused, as a message for a person.
  fault text,
  CHECK ((state = 'refused') = (fault IS NOT NULL)),
  -- See UploadInspection, UploadMapping, UploadProgress and UploadPreview in lib/domain/uploads.
  inspection jsonb,
  mapping jsonb,
  progress jsonb,
  preview jsonb,
  -- Kept by a trigger on the rows.
  ready int NOT NULL DEFAULT 0,
  problem int NOT NULL DEFAULT 0,
  blocked int NOT NULL DEFAULT 0,
  duplicate int NOT NULL DEFAULT 0,
  removed int NOT NULL DEFAULT 0,
  warned int NOT NULL DEFAULT 0,
  -- The last edit; each has its number.
  revision int NOT NULL DEFAULT 0,
  -- What was submitted, and by whom: see UploadSubmission.
  submission jsonb,
  -- The upload whose rows a results file corrects.
  corrects_id uuid REFERENCES upload (id) ON DELETE SET NULL ON UPDATE CASCADE,
  created_by_id uuid REFERENCES person (id) ON DELETE SET NULL ON UPDATE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  kept_until timestamptz(3) NOT NULL
);
CREATE INDEX upload_created_at_id_idx ON upload (created_at DESC, id);
CREATE INDEX upload_sha256_idx ON upload (sha256);
CREATE INDEX upload_kept_until_idx ON upload (kept_until);

-- The content as it came, in parts that may come twice and in any order.
CREATE TABLE upload_part (
  upload_id uuid NOT NULL REFERENCES upload (id) ON DELETE CASCADE ON UPDATE CASCADE,
  n int NOT NULL CHECK (n >= 0),
  bytes bytea NOT NULL,
  PRIMARY KEY (upload_id, n)
);
-- Compressing each part again costs more than the disk that it saves.
ALTER TABLE upload_part ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- What rows ask for: one kind of order at one account with one set of parameters.
CREATE TABLE upload_target (
  upload_id uuid NOT NULL REFERENCES upload (id) ON DELETE CASCADE ON UPDATE CASCADE,
  n smallint NOT NULL,
  kind text NOT NULL,
  account_id uuid NOT NULL REFERENCES carrier_account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  params jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (upload_id, n)
);

-- No foreign key: checking a million of them takes longer than loading the rows. `deleteUpload` deletes them.
CREATE TABLE upload_row (
  upload_id uuid NOT NULL,
  -- The place among the rows, from 1; a range that was expanded has one row for each number.
  seq int NOT NULL,
  -- Where it stands in the file, from 1.
  line int NOT NULL,
  cells text[] NOT NULL,
  e164 text,
  target smallint,
  -- `ready`, `problem` (errors that the person can fix), `blocked` (nothing in the row can fix it), `duplicate`, `removed`.
  state text NOT NULL,
  -- Codes of errors and warnings: see lib/domain/uploads/problems.ts.
  codes text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (upload_id, seq)
);
CREATE INDEX upload_row_state_idx ON upload_row (upload_id, state, seq) WHERE state <> 'ready';
CREATE INDEX upload_row_codes_idx ON upload_row (upload_id, seq) WHERE codes <> '{}';
CREATE INDEX upload_row_e164_idx ON upload_row (upload_id, e164) WHERE e164 IS NOT NULL;

-- What a dry run expects of a ready row; made anew by each run.
CREATE TABLE upload_verdict (
  upload_id uuid NOT NULL,
  seq int NOT NULL,
  outcome text NOT NULL,
  code text NOT NULL,
  PRIMARY KEY (upload_id, seq)
);
CREATE INDEX upload_verdict_upload_id_code_seq_idx ON upload_verdict (upload_id, code, seq);

-- One act of a person on rows, which can be undone.
CREATE TABLE upload_edit (
  upload_id uuid NOT NULL REFERENCES upload (id) ON DELETE CASCADE ON UPDATE CASCADE,
  revision int NOT NULL,
  actor_id uuid REFERENCES person (id) ON DELETE SET NULL ON UPDATE CASCADE,
  at timestamptz(3) NOT NULL DEFAULT now(),
  -- What was done, in words: "Expanded 2 ranges".
  label text NOT NULL,
  -- The rows as they were: [{"seq": 1, "cells": [...], "state": "..."}].
  before jsonb NOT NULL,
  undone_at timestamptz(3),
  PRIMARY KEY (upload_id, revision)
);

-- The orders that an upload became. A row's outcome is that of its number in the last of them with its target.
CREATE TABLE upload_order (
  upload_id uuid NOT NULL REFERENCES upload (id) ON DELETE CASCADE ON UPDATE CASCADE,
  order_id uuid NOT NULL REFERENCES orders (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  target smallint NOT NULL,
  -- 1 for the first submission; corrected rows that are submitted again count up.
  attempt smallint NOT NULL,
  PRIMARY KEY (upload_id, order_id, target)
);
CREATE INDEX upload_order_order_id_idx ON upload_order (order_id);

-- Which columns a person has chosen under which headings; the same headings are mapped so next time.
CREATE TABLE upload_memory (
  person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE,
  headings text NOT NULL,
  mapping jsonb NOT NULL,
  used_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, headings)
);

-- The counts of an upload follow its rows, once per statement.
CREATE FUNCTION count_upload_rows(upload_ids uuid[], deltas int[], states text[], warned int[]) RETURNS void LANGUAGE sql AS $$
  UPDATE upload u SET
    ready = u.ready + d.ready, problem = u.problem + d.problem, blocked = u.blocked + d.blocked,
    duplicate = u.duplicate + d.duplicate, removed = u.removed + d.removed, warned = u.warned + d.warned
  FROM (
    SELECT id,
      coalesce(sum(delta) FILTER (WHERE state = 'ready'), 0)::int AS ready,
      coalesce(sum(delta) FILTER (WHERE state = 'problem'), 0)::int AS problem,
      coalesce(sum(delta) FILTER (WHERE state = 'blocked'), 0)::int AS blocked,
      coalesce(sum(delta) FILTER (WHERE state = 'duplicate'), 0)::int AS duplicate,
      coalesce(sum(delta) FILTER (WHERE state = 'removed'), 0)::int AS removed,
      coalesce(sum(w), 0)::int AS warned
    FROM unnest(upload_ids, deltas, states, warned) AS t(id, delta, state, w) GROUP BY id
  ) d WHERE u.id = d.id
$$;

CREATE FUNCTION count_inserted_upload_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_upload_rows(array_agg(upload_id), array_agg(n), array_agg(state), array_agg(w)) FROM (
    SELECT upload_id, state, count(*)::int AS n, (count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int AS w
    FROM new_rows GROUP BY 1, 2) c;
  RETURN NULL;
END $$;
CREATE FUNCTION count_deleted_upload_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_upload_rows(array_agg(upload_id), array_agg(-n), array_agg(state), array_agg(-w)) FROM (
    SELECT upload_id, state, count(*)::int AS n, (count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int AS w
    FROM old_rows GROUP BY 1, 2) c;
  RETURN NULL;
END $$;
CREATE FUNCTION count_changed_upload_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_upload_rows(array_agg(upload_id), array_agg(n), array_agg(state), array_agg(w)) FROM (
    SELECT upload_id, state, count(*)::int AS n, (count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int AS w
    FROM new_rows GROUP BY 1, 2
    UNION ALL
    SELECT upload_id, state, -count(*)::int, -(count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int
    FROM old_rows GROUP BY 1, 2) c;
  RETURN NULL;
END $$;
CREATE TRIGGER count_inserted_rows AFTER INSERT ON upload_row
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_inserted_upload_rows();
CREATE TRIGGER count_deleted_rows AFTER DELETE ON upload_row
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_upload_rows();
CREATE TRIGGER count_changed_rows AFTER UPDATE ON upload_row
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_changed_upload_rows();
