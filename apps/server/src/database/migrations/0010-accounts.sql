CREATE TABLE users (
  id text PRIMARY KEY,
  -- As the person wrote it, and folded for comparison.
  email text NOT NULL,
  email_key text NOT NULL UNIQUE,
  name text NOT NULL,
  -- An argon2id hash; null for people who only sign in through their company.
  password_hash text,
  email_verified_at timestamptz,
  avatar bytea,
  avatar_type text,
  -- Administers the whole server: configuration, plugins, all users.
  is_instance_admin boolean NOT NULL DEFAULT false,
  -- What row rules may compare with, beside the e-mail address and the role.
  attributes jsonb NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  last_seen_at timestamptz,
  disabled_at timestamptz
);

CREATE TABLE memberships (
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
  -- Attributes for row rules that hold in this workspace only.
  attributes jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX memberships_user ON memberships (user_id);

-- One signed-in device. Its refresh tokens follow one another; only the digest of the newest counts.
CREATE TABLE user_sessions (
  id text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  workspace_id text REFERENCES workspaces (id) ON DELETE SET NULL,
  refresh_digest text NOT NULL UNIQUE,
  -- The token before the newest, to tell a theft from a lost answer.
  previous_digest text UNIQUE,
  rotated_at timestamptz,
  -- How the person proved who they are: 'password', 'password+totp', 'oidc:<issuer>'.
  method text NOT NULL,
  user_agent text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  revoked_reason text
);
CREATE INDEX user_sessions_user ON user_sessions (user_id, created_at DESC);
CREATE INDEX user_sessions_expiry ON user_sessions (expires_at);

-- Single-use tokens sent by mail or printed on the console; only digests are kept.
CREATE TABLE account_tokens (
  digest text PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('setup', 'verify-email', 'reset-password', 'change-email')),
  user_id text REFERENCES users (id) ON DELETE CASCADE,
  email text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX account_tokens_user ON account_tokens (user_id, purpose);

CREATE TABLE invitations (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  email text NOT NULL,
  email_key text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'analyst', 'viewer')),
  digest text NOT NULL UNIQUE,
  invited_by text REFERENCES users (id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  UNIQUE (workspace_id, email_key)
);

CREATE TABLE api_keys (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  -- A key acts for the person who made it and is never more than that person's role.
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name text NOT NULL,
  -- What is shown of the key.
  prefix text NOT NULL,
  digest text NOT NULL UNIQUE,
  -- Permissions; null: everything the person may.
  scopes jsonb,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  last_used_address text,
  revoked_at timestamptz
);
CREATE INDEX api_keys_workspace ON api_keys (workspace_id, created_at DESC);
CREATE INDEX api_keys_user ON api_keys (user_id);

CREATE TABLE user_totp (
  user_id text PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  -- The shared secret in an envelope bound to the user.
  secret text NOT NULL,
  confirmed_at timestamptz,
  -- The time step of the last accepted code: no code counts twice.
  last_step bigint,
  recovery_digests jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL
);

-- Who a person is to an OpenID provider.
CREATE TABLE user_identities (
  issuer text NOT NULL,
  subject text NOT NULL,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  email text,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX user_identities_user ON user_identities (user_id);
