-- What an instance knows of itself, whatever workspace is meant.
CREATE TABLE instance_state (
  name text PRIMARY KEY,
  value bigint NOT NULL
);

-- Plugins that an administrator switched off, and those that were switched off for their faults.
CREATE TABLE plugin_states (
  id text PRIMARY KEY,
  is_disabled boolean NOT NULL,
  reason text,
  changed_at timestamptz NOT NULL
);
