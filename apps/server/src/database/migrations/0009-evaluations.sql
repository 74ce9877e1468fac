-- A source's verified questions, put to the embedded engine and to language models.
CREATE TABLE evaluations (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  drafters jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
  source_version text NOT NULL,
  question_count integer NOT NULL,
  error_code text,
  message text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX evaluations_source ON evaluations (workspace_id, source_id, id DESC);

CREATE TABLE evaluation_answers (
  evaluation_id text NOT NULL REFERENCES evaluations (id) ON DELETE CASCADE,
  position integer NOT NULL,
  drafter text NOT NULL,
  question text NOT NULL,
  gold_sql text NOT NULL,
  sql text,
  verdict text NOT NULL,
  confidence double precision NOT NULL,
  drafted_by text NOT NULL,
  -- unanswered: it said that it does not know, which is not the same as wrong.
  outcome text NOT NULL CHECK (outcome IN ('strict', 'tolerant', 'wrong', 'unanswered', 'failed')),
  message text,
  elapsed_ms integer NOT NULL,
  input_tokens bigint NOT NULL,
  output_tokens bigint NOT NULL,
  cost_usd double precision,
  PRIMARY KEY (evaluation_id, drafter, position)
);
