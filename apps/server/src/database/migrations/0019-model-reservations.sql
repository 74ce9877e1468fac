-- What calls to language models that are under way may come to; each row goes when its call is in the books.
CREATE TABLE model_reservations (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  principal text NOT NULL,
  tokens bigint NOT NULL,
  usd double precision NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX model_reservations_of_workspace ON model_reservations (workspace_id);
