ALTER TABLE sources DROP CONSTRAINT sources_kind_check;
ALTER TABLE sources ADD CONSTRAINT sources_kind_check CHECK (kind IN ('files', 'demo', 'remote', 'synced'));
ALTER TABLE sources DROP CONSTRAINT sources_status_check;
ALTER TABLE sources ADD CONSTRAINT sources_status_check
  CHECK (status IN ('connected', 'syncing', 'error', 'disconnected'));
ALTER TABLE sources ADD COLUMN dialect text NOT NULL DEFAULT 'duckdb';
-- Two requests at once must not make two connections of one name. Uploads name themselves and may repeat.
CREATE UNIQUE INDEX sources_connection_name ON sources (workspace_id, lower(name)) WHERE kind IN ('remote', 'synced');

CREATE TABLE source_connections (
  source_id text PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
  workspace_id text NOT NULL,
  connector text NOT NULL,
  config jsonb NOT NULL,
  -- Path of the field -> sealed value, bound to workspace, source and field.
  secrets jsonb NOT NULL,
  sync_every_minutes integer CHECK (sync_every_minutes > 0),
  next_sync_at timestamptz,
  synced_at timestamptz,
  -- What the last sync found, so that one that finds the same makes no new version.
  content_digest text,
  -- The instance that syncs this source, and until when the others leave it to that one.
  claimed_by text,
  claimed_until timestamptz
);
CREATE INDEX source_connections_due ON source_connections (next_sync_at) WHERE next_sync_at IS NOT NULL;

CREATE TABLE syncs (
  id text PRIMARY KEY,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  cause text NOT NULL CHECK (cause IN ('created', 'person', 'schedule')),
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  version text,
  tables_added integer NOT NULL DEFAULT 0,
  tables_removed integer NOT NULL DEFAULT 0,
  tables_changed integer NOT NULL DEFAULT 0,
  table_count integer,
  row_count bigint,
  error_code text,
  message text
);
CREATE INDEX syncs_source ON syncs (source_id, id DESC);
