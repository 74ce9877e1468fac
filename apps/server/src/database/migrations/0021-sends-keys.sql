-- Whether values of a source may stand in statements that other databases are sent, when sources are combined.
ALTER TABLE sources ADD COLUMN sends_keys boolean NOT NULL DEFAULT true;
