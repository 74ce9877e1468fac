-- The name that this database and its data folder share, so that neither is used with a stranger.
CREATE TABLE installation (
  -- One row, whoever writes first.
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  id text NOT NULL,
  made_at timestamptz NOT NULL
);

-- Limits that were set for one workspace, or for one person in it, in the place of the server's own. Null: the server's.
CREATE TABLE workspace_limits (
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  -- Empty: the workspace as a whole.
  principal text NOT NULL,
  storage_bytes bigint CHECK (storage_bytes >= 0),
  model_tokens bigint CHECK (model_tokens >= 0),
  model_usd double precision CHECK (model_usd >= 0),
  revision integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, principal)
);
CREATE INDEX model_calls_principal ON model_calls (workspace_id, principal, called_at);
