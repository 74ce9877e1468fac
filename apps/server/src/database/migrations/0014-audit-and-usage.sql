-- Who did what. Outlives the people, workspaces and things it tells of, so it refers to none of them.
CREATE TABLE audit_events (
  id text PRIMARY KEY,
  at timestamptz NOT NULL,
  workspace_id text,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'apiKey', 'credentials', 'anonymous', 'nobody')),
  actor_id text,
  -- The e-mail address as it was then.
  actor text NOT NULL DEFAULT '',
  action text NOT NULL,
  target_type text,
  target_id text,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  detail jsonb NOT NULL DEFAULT '{}',
  address text NOT NULL DEFAULT ''
);
CREATE INDEX audit_events_workspace ON audit_events (workspace_id, at DESC, id DESC);
CREATE INDEX audit_events_time ON audit_events (at DESC, id DESC);
CREATE INDEX audit_events_actor ON audit_events (actor_id, at DESC);

-- Append-only: nothing is changed, and only what is older than the retention is removed, by a transaction that says so.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('parlance.audit_retention', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit events are append-only';
END
$$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- One row for each question or statement put to a source: what usage figures are made of.
CREATE TABLE asked_questions (
  id text PRIMARY KEY,
  at timestamptz NOT NULL,
  workspace_id text NOT NULL,
  principal text NOT NULL,
  source_id text NOT NULL,
  -- 'question' or 'statement'.
  kind text NOT NULL CHECK (kind IN ('question', 'statement')),
  -- As it was put; a statement's text is not kept here.
  question text,
  -- 'answered', 'unanswered' or 'failed'.
  outcome text NOT NULL CHECK (outcome IN ('answered', 'unanswered', 'failed', 'cancelled')),
  error_code text,
  drafted_by text,
  elapsed_ms integer NOT NULL,
  row_count bigint
);
CREATE INDEX asked_questions_workspace ON asked_questions (workspace_id, at);
CREATE INDEX asked_questions_time ON asked_questions (at);
