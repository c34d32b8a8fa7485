-- How many ready rows ask for each target: kept as the counts of the upload are, so that no page counts a million rows.
ALTER TABLE upload_target ADD COLUMN ready INT NOT NULL DEFAULT 0;
UPDATE upload_target t SET ready = c.n FROM (
  SELECT upload_id, target, count(*)::int AS n FROM upload_row WHERE state = 'ready' AND target IS NOT NULL GROUP BY 1, 2) c
WHERE t.upload_id = c.upload_id AND t.n = c.target;

CREATE FUNCTION count_upload_targets(upload_ids uuid[], targets smallint[], deltas int[]) RETURNS void LANGUAGE sql AS $$
  UPDATE upload_target t SET ready = t.ready + d.delta
  FROM (SELECT id, target, sum(delta)::int AS delta FROM unnest(upload_ids, targets, deltas) AS x(id, target, delta) GROUP BY 1, 2) d
  WHERE t.upload_id = d.id AND t.n = d.target AND d.delta <> 0
$$;

CREATE OR REPLACE FUNCTION count_inserted_upload_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_upload_rows(array_agg(upload_id), array_agg(n), array_agg(state), array_agg(w)) FROM (
    SELECT upload_id, state, count(*)::int AS n, (count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int AS w
    FROM new_rows GROUP BY 1, 2) c;
  PERFORM count_upload_targets(array_agg(upload_id), array_agg(target), array_agg(n)) FROM (
    SELECT upload_id, target, count(*)::int AS n FROM new_rows WHERE state = 'ready' AND target IS NOT NULL GROUP BY 1, 2) c;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION count_deleted_upload_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_upload_rows(array_agg(upload_id), array_agg(-n), array_agg(state), array_agg(-w)) FROM (
    SELECT upload_id, state, count(*)::int AS n, (count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int AS w
    FROM old_rows GROUP BY 1, 2) c;
  PERFORM count_upload_targets(array_agg(upload_id), array_agg(target), array_agg(-n)) FROM (
    SELECT upload_id, target, count(*)::int AS n FROM old_rows WHERE state = 'ready' AND target IS NOT NULL GROUP BY 1, 2) c;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION count_changed_upload_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM count_upload_rows(array_agg(upload_id), array_agg(n), array_agg(state), array_agg(w)) FROM (
    SELECT upload_id, state, count(*)::int AS n, (count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int AS w
    FROM new_rows GROUP BY 1, 2
    UNION ALL
    SELECT upload_id, state, -count(*)::int, -(count(*) FILTER (WHERE state = 'ready' AND codes <> '{}'))::int
    FROM old_rows GROUP BY 1, 2) c;
  PERFORM count_upload_targets(array_agg(upload_id), array_agg(target), array_agg(n)) FROM (
    SELECT upload_id, target, count(*)::int AS n FROM new_rows WHERE state = 'ready' AND target IS NOT NULL GROUP BY 1, 2
    UNION ALL
    SELECT upload_id, target, -count(*)::int FROM old_rows WHERE state = 'ready' AND target IS NOT NULL GROUP BY 1, 2) c;
  RETURN NULL;
END $$;
