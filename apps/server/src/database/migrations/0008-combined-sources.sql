ALTER TABLE sources DROP CONSTRAINT sources_kind_check;
ALTER TABLE sources ADD CONSTRAINT sources_kind_check CHECK (kind IN ('files', 'demo', 'remote', 'synced', 'combined'));

-- What a combined source is made of. A member that goes leaves its id behind, so that people can be told.
CREATE TABLE combinations (
  source_id text PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
  workspace_id text NOT NULL,
  members jsonb NOT NULL,
  -- Columns of two members that a person has said belong together.
  joins jsonb NOT NULL
);
DROP INDEX sources_connection_name;
CREATE UNIQUE INDEX sources_connection_name ON sources (workspace_id, lower(name))
  WHERE kind IN ('remote', 'synced', 'combined');
