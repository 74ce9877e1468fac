-- Letters on their way. What they say is in an envelope and goes when they have been sent.
CREATE TABLE outgoing_mails (
  id text PRIMARY KEY,
  -- The same at every attempt, so that a mail server recognises a letter it already has.
  message_id text NOT NULL UNIQUE,
  kind text NOT NULL,
  recipient text NOT NULL,
  subject text NOT NULL,
  content text,
  -- kept: there is no mail server. unknown: cut off when the server may have had all of it; never sent again by itself.
  state text NOT NULL CHECK (state IN ('kept', 'waiting', 'sending', 'sent', 'bounced', 'late', 'unknown')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  send_before timestamptz NOT NULL,
  claimed_by text,
  claimed_until timestamptz,
  -- What the mail server last said.
  reply text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX outgoing_mails_due ON outgoing_mails (next_attempt_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX outgoing_mails_newest ON outgoing_mails (created_at DESC, id DESC);
