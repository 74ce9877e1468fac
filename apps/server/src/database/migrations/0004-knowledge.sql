-- What a workspace's people have written down about a source. A demo source is everybody's; what is said about it is not.
CREATE TABLE knowledge_entries (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('description', 'alias', 'metric', 'join', 'term', 'filter', 'hidden', 'verified')),
  -- What the entry is about, folded: of two with one key only one is in force.
  key text NOT NULL,
  status text NOT NULL CHECK (status IN ('proposed', 'approved', 'rejected')),
  origin text NOT NULL CHECK (origin IN ('person', 'correction', 'usage')),
  body json NOT NULL,
  note text,
  -- The version of the source that its SQL was last held against, and what was wrong with it then.
  checked_version text,
  fault text,
  request_key text,
  request_fingerprint text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  revision integer NOT NULL DEFAULT 1
);
CREATE INDEX knowledge_entries_source ON knowledge_entries (workspace_id, source_id, id);
CREATE UNIQUE INDEX knowledge_entries_in_force ON knowledge_entries (workspace_id, source_id, key) WHERE status = 'approved';
CREATE UNIQUE INDEX knowledge_entries_request ON knowledge_entries (workspace_id, request_key) WHERE request_key IS NOT NULL;

-- A new mark with every change, so that every instance sees with one look whether what it has prepared still holds.
CREATE TABLE knowledge_stamps (
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  stamp text NOT NULL,
  PRIMARY KEY (workspace_id, source_id)
);

-- What people did with answers: what suggestions are made from.
CREATE TABLE answer_feedback (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('good', 'bad', 'picked', 'edited', 'meant')),
  question text NOT NULL,
  sql text,
  -- Folded, with what it was taken for: for counting how often a reading was chosen.
  phrase text,
  target json,
  comment text,
  created_at timestamptz NOT NULL
);
CREATE INDEX answer_feedback_source ON answer_feedback (workspace_id, source_id, id);
CREATE INDEX answer_feedback_phrase ON answer_feedback (workspace_id, source_id, phrase) WHERE phrase IS NOT NULL;
