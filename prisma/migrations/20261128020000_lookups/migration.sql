-- Lookups: a list of numbers that somebody asked about, its rows as they were given, and each answer to it.

CREATE TABLE lookup (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  source text NOT NULL CHECK (source IN ('text', 'file')),
  -- What was assumed while it was read, and what was left out: messages.
  notices text[] NOT NULL DEFAULT '{}',
  total int NOT NULL,
  valid int NOT NULL,
  invalid int NOT NULL,
  duplicate int NOT NULL,
  CHECK (total = valid + invalid + duplicate AND total BETWEEN 1 AND 10000),
  created_by_id uuid REFERENCES person (id) ON DELETE SET NULL ON UPDATE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  kept_until timestamptz(3) NOT NULL
);
CREATE INDEX lookup_created_at_id_idx ON lookup (created_at DESC, id);
CREATE INDEX lookup_kept_until_idx ON lookup (kept_until);

CREATE TABLE lookup_row (
  lookup_id uuid NOT NULL REFERENCES lookup (id) ON DELETE CASCADE ON UPDATE CASCADE,
  -- The place in the input, from 1.
  seq int NOT NULL,
  line int NOT NULL,
  original text NOT NULL,
  e164 text COLLATE "C",
  -- Why it is no number.
  problem text,
  -- The seq where the same number stands first.
  duplicate_of int,
  CHECK ((e164 IS NULL) = (problem IS NOT NULL) AND (duplicate_of IS NULL OR (e164 IS NOT NULL AND duplicate_of < seq))),
  PRIMARY KEY (lookup_id, seq)
);

-- Each answer: the first from the database alone, later ones after the carriers were asked.
CREATE TABLE lookup_round (
  lookup_id uuid NOT NULL REFERENCES lookup (id) ON DELETE CASCADE ON UPDATE CASCADE,
  n smallint NOT NULL,
  state text NOT NULL CHECK (state IN ('asking', 'done', 'stopped')),
  actor_id uuid REFERENCES person (id) ON DELETE SET NULL ON UPDATE CASCADE,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  ended_at timestamptz(3),
  -- What was known of each number when the round ended: see LookupAnswers in lib/domain/lookup-answers.ts.
  answers jsonb,
  CHECK ((state = 'asking') = (ended_at IS NULL)),
  PRIMARY KEY (lookup_id, n)
);
CREATE UNIQUE INDEX lookup_round_asking_idx ON lookup_round (lookup_id) WHERE state = 'asking';

-- How far one account has been asked in a round.
CREATE TABLE lookup_ask (
  lookup_id uuid NOT NULL,
  n smallint NOT NULL,
  account_id uuid NOT NULL REFERENCES carrier_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  total int NOT NULL,
  done int NOT NULL DEFAULT 0,
  -- The last row that it was asked about.
  cursor int NOT NULL DEFAULT 0,
  -- How often in a row it did not answer, and when it is asked again.
  tries int NOT NULL DEFAULT 0,
  due_at timestamptz(3) NOT NULL DEFAULT now(),
  -- What it said to the last try; with `is_over`, why the rest was not asked.
  failure text,
  is_over boolean NOT NULL DEFAULT false,
  PRIMARY KEY (lookup_id, n, account_id),
  FOREIGN KEY (lookup_id, n) REFERENCES lookup_round (lookup_id, n) ON DELETE CASCADE ON UPDATE CASCADE
);

-- What a person opened last, newest first; the last eight are kept.
CREATE TABLE recent_item (
  person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE,
  -- `number`, `order`, `campaign`, `brand`, `upload` or `lookup`.
  kind text NOT NULL,
  -- The number, or the id.
  key text NOT NULL,
  at timestamptz(6) NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, kind, key)
);
