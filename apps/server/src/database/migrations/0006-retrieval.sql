CREATE EXTENSION IF NOT EXISTS vector;

-- What retrieval searches of a source that is too large to be told whole: its tables, columns and what was written down.
CREATE TABLE source_documents (
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  -- In whose words: descriptions and notes are the workspace's own.
  workspace_id text NOT NULL,
  document_id text NOT NULL,
  kind text NOT NULL,
  table_name text,
  column_name text,
  body text NOT NULL,
  search tsvector GENERATED ALWAYS AS (to_tsvector('english', body)) STORED,
  PRIMARY KEY (source_id, workspace_id, document_id)
);
CREATE INDEX source_documents_search ON source_documents USING gin (search);

-- Vectors of one embedder are never compared with another's, and none outlives its document.
CREATE TABLE document_vectors (
  source_id text NOT NULL,
  workspace_id text NOT NULL,
  document_id text NOT NULL,
  embedder text NOT NULL,
  dimension integer NOT NULL,
  -- Of the text that was embedded: an embedder outside the house is told less than the document holds.
  digest text NOT NULL,
  embedding vector NOT NULL,
  PRIMARY KEY (source_id, workspace_id, embedder, document_id),
  FOREIGN KEY (source_id, workspace_id, document_id)
    REFERENCES source_documents (source_id, workspace_id, document_id) ON DELETE CASCADE
);
CREATE INDEX document_vectors_document ON document_vectors (source_id, workspace_id, document_id);

-- What the documents were made from; a row without documents is a source that is told whole.
CREATE TABLE source_indexes (
  source_id text NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  workspace_id text NOT NULL,
  embedder text NOT NULL,
  version text NOT NULL,
  stamp text NOT NULL,
  documents integer NOT NULL,
  vectors integer NOT NULL,
  built_at timestamptz NOT NULL,
  PRIMARY KEY (source_id, workspace_id, embedder)
);
