CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE workspaces (
  id text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('demo', 'anonymous')),
  description text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE sources (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('files', 'demo')),
  status text NOT NULL CHECK (status IN ('connected', 'syncing', 'error')),
  status_reason text,
  -- Names the catalog file; a new version is a new file, and this column is the switch between them.
  version text NOT NULL,
  table_count integer NOT NULL,
  row_count bigint NOT NULL,
  bytes bigint NOT NULL,
  -- Counts every change of the row, name included: the ETag.
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  expires_at timestamptz
);
CREATE INDEX sources_workspace ON sources (workspace_id, created_at);
CREATE INDEX sources_expiry ON sources (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE source_files (
  id text PRIMARY KEY,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  position integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  -- Folder of this file's Parquet tables; parsing again with other options makes a new one.
  parse_id text NOT NULL,
  tables jsonb NOT NULL,
  parsed jsonb NOT NULL,
  warnings jsonb NOT NULL
);
CREATE INDEX source_files_source ON source_files (source_id, position);

-- One row per acknowledged creating request, written in the transaction that made the thing.
CREATE TABLE idempotency_keys (
  workspace_id text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  status integer NOT NULL,
  response jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
