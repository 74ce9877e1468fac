-- Browsers without an account, and sessions of database credentials, ask models too, and their workspaces may be in no table.
ALTER TABLE model_reservations DROP CONSTRAINT model_reservations_workspace_id_fkey;
