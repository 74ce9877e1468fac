-- Whether members need a second factor to see anything of the workspace.
ALTER TABLE workspaces ADD COLUMN requires_two_factor boolean NOT NULL DEFAULT false;
