-- Which rows and columns of a source whom is shown.
CREATE TABLE data_rules (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  -- As the catalog spelled it when the rule was written.
  table_name text NOT NULL,
  -- {"kind": "row", "filter": ...} or {"kind": "column", "column": ..., "action": ...}
  body jsonb NOT NULL,
  -- {"kind": "everyone", "except": [...]} or {"kind": "some", "roles": [...], "members": [...]}
  applies_to jsonb NOT NULL,
  note text NOT NULL DEFAULT '',
  revision integer NOT NULL DEFAULT 1,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX data_rules_source ON data_rules (source_id, id);
CREATE INDEX data_rules_workspace ON data_rules (workspace_id);

-- What hashed columns of a workspace are keyed with, in an envelope bound to the workspace.
CREATE TABLE data_rule_keys (
  workspace_id text PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
  sealed text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Under which restrictions an answer was given; empty: under none. Shown only to people under the same.
ALTER TABLE message_answers ADD COLUMN restrictions text NOT NULL DEFAULT '';
