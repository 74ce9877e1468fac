CREATE TABLE conversations (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  -- Who asked. Without accounts that is the workspace itself.
  owner text NOT NULL,
  -- The source asked last; null once it is gone.
  source_id text REFERENCES sources (id) ON DELETE SET NULL,
  source_name text NOT NULL,
  title text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  message_count integer NOT NULL DEFAULT 0,
  -- Digest of the token in the share link; the token itself is not kept.
  share_digest text UNIQUE,
  shared_at timestamptz,
  -- Messages up to this position are shared; what is asked later is not.
  shared_until integer,
  forked_from text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- Deleted by a person, and purged after a while in which that can be taken back.
  deleted_at timestamptz,
  expires_at timestamptz
);
CREATE INDEX conversations_owner ON conversations (workspace_id, owner, updated_at DESC, id DESC);
CREATE INDEX conversations_expiry ON conversations (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE messages (
  conversation_id text NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  id text NOT NULL,
  workspace_id text NOT NULL,
  owner text NOT NULL,
  position integer NOT NULL,
  source_id text REFERENCES sources (id) ON DELETE SET NULL,
  source_name text NOT NULL,
  source_version text NOT NULL,
  question text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('run', 'generate')),
  state text NOT NULL CHECK (state IN ('done', 'failed', 'cancelled')),
  sql text,
  error_code text,
  error_message text,
  elapsed_ms integer NOT NULL,
  asked_at timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, id)
);
CREATE INDEX messages_conversation ON messages (conversation_id, position);
CREATE INDEX messages_history ON messages (workspace_id, owner, asked_at DESC);

-- What holds values of a source goes with the source; question and statement stay behind in messages.
CREATE TABLE message_answers (
  conversation_id text NOT NULL,
  message_id text NOT NULL,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  verdict text NOT NULL,
  sentence text NOT NULL,
  -- json, not jsonb: cells may hold what jsonb refuses, such as the character zero.
  answer json NOT NULL,
  -- The engine's query behind the statement, for follow-ups.
  query json,
  result_id text,
  PRIMARY KEY (conversation_id, message_id),
  FOREIGN KEY (conversation_id, message_id) REFERENCES messages (conversation_id, id) ON DELETE CASCADE
);
CREATE INDEX message_answers_source ON message_answers (source_id);

CREATE TABLE saved_answers (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  owner text NOT NULL,
  -- Null once the source is gone: it can still be read, not run.
  source_id text REFERENCES sources (id) ON DELETE SET NULL,
  source_name text NOT NULL,
  name text NOT NULL,
  question text NOT NULL,
  sql text NOT NULL,
  chart json,
  revision integer NOT NULL DEFAULT 1,
  -- A repeated request is recognised by its key and must ask for the same.
  request_key text,
  request_fingerprint text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  run_at timestamptz,
  expires_at timestamptz,
  UNIQUE (workspace_id, owner, request_key)
);
CREATE INDEX saved_answers_owner ON saved_answers (workspace_id, owner, id DESC);
CREATE INDEX saved_answers_expiry ON saved_answers (expires_at) WHERE expires_at IS NOT NULL;
