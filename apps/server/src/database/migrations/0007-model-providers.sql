-- Which language models a workspace uses, and each person's own beside it.
CREATE TABLE model_providers (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  -- Whose it is; empty: the whole workspace's.
  owner text NOT NULL,
  provider text NOT NULL,
  model text NOT NULL,
  config jsonb NOT NULL,
  -- Path of the field -> sealed value, bound to workspace, owner, provider and field.
  secrets jsonb NOT NULL,
  -- Of several that are configured, the one that is asked.
  is_chosen boolean NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL,
  -- Keys that nobody uses are not kept for ever.
  used_at timestamptz NOT NULL,
  UNIQUE (workspace_id, owner, provider)
);
CREATE UNIQUE INDEX model_providers_chosen ON model_providers (workspace_id, owner) WHERE is_chosen;
CREATE INDEX model_providers_use ON model_providers (used_at);

-- What a workspace lets language models be told of a source, where somebody has decided it.
CREATE TABLE source_disclosures (
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  disclosure text NOT NULL CHECK (disclosure IN ('full', 'schema', 'aggregates', 'nothing')),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, source_id)
);

-- One row for each question put to a model. What was spent outlives what it was spent on.
CREATE TABLE model_calls (
  id text PRIMARY KEY,
  workspace_id text NOT NULL,
  principal text NOT NULL,
  source_id text,
  provider text NOT NULL,
  model text NOT NULL,
  configured_by text NOT NULL CHECK (configured_by IN ('environment', 'workspace', 'you')),
  purpose text NOT NULL,
  -- "replied", or the error's code.
  outcome text NOT NULL,
  attempts integer NOT NULL,
  input_tokens bigint NOT NULL,
  output_tokens bigint NOT NULL,
  cost_usd double precision,
  elapsed_ms integer NOT NULL,
  called_at timestamptz NOT NULL
);
CREATE INDEX model_calls_workspace ON model_calls (workspace_id, called_at);
CREATE INDEX model_calls_age ON model_calls (called_at);
