ALTER TABLE workspaces DROP CONSTRAINT workspaces_kind_check;
ALTER TABLE workspaces ADD CONSTRAINT workspaces_kind_check CHECK (kind IN ('demo', 'anonymous', 'team'));
ALTER TABLE workspaces ADD COLUMN revision integer NOT NULL DEFAULT 1;

-- Who else in the workspace may read it; null: nobody.
ALTER TABLE conversations ADD COLUMN workspace_shared_at timestamptz;
CREATE INDEX conversations_workspace_shared ON conversations (workspace_id, updated_at DESC)
  WHERE workspace_shared_at IS NOT NULL;
ALTER TABLE saved_answers ADD COLUMN workspace_shared_at timestamptz;
CREATE INDEX saved_answers_workspace_shared ON saved_answers (workspace_id, created_at DESC)
  WHERE workspace_shared_at IS NOT NULL;

-- Users' ids; null: nobody with an account, or a program of this server.
ALTER TABLE knowledge_entries ADD COLUMN created_by text;
ALTER TABLE knowledge_entries ADD COLUMN decided_by text;

-- When it was last sent by mail; null: the link was only shown to whoever made it.
ALTER TABLE invitations ADD COLUMN sent_at timestamptz;
