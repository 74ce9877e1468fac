-- What administrators have set at run time, over parlance.yaml, the environment and the command line.
CREATE TABLE setting_overrides (
  key text PRIMARY KEY,
  value jsonb,
  -- A secret, sealed with the server's key; it has no other value.
  sealed text,
  changed_by text,
  changed_at timestamptz NOT NULL,
  CHECK ((value IS NULL) <> (sealed IS NULL))
);

-- Texts of prompts that people have written; what is built in has no row.
CREATE TABLE prompt_versions (
  id text PRIMARY KEY,
  prompt text NOT NULL,
  number integer NOT NULL,
  body text NOT NULL,
  note text NOT NULL,
  created_by text,
  created_at timestamptz NOT NULL,
  UNIQUE (prompt, number)
);

-- Which version is used; a prompt without a row here uses what is built in.
CREATE TABLE active_prompts (
  prompt text PRIMARY KEY,
  version_id text NOT NULL REFERENCES prompt_versions (id),
  activated_by text,
  activated_at timestamptz NOT NULL
);

-- One row, whose number grows with every change to the above: instances that missed a message notice by it.
CREATE TABLE configuration_revision (
  id integer PRIMARY KEY CHECK (id = 1),
  revision bigint NOT NULL
);
INSERT INTO configuration_revision (id, revision) VALUES (1, 0);
