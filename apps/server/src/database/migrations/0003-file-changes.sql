-- Where the file as received is kept; its id where this is null, as before files could be replaced.
ALTER TABLE source_files ADD COLUMN original_id text;
-- Rows of other files were added: the file as received is no longer all of it.
ALTER TABLE source_files ADD COLUMN is_appended boolean NOT NULL DEFAULT false;

-- The state before the last change of a source's files, for undoing it.
CREATE TABLE source_snapshots (
  source_id text PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
  version text NOT NULL,
  files jsonb NOT NULL,
  table_count integer NOT NULL,
  row_count bigint NOT NULL,
  bytes bigint NOT NULL,
  reason text NOT NULL,
  created_at timestamptz NOT NULL
);
