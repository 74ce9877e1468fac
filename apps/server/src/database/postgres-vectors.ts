import type { OpenDatabase } from "./database.ts";

/** A connection to the database's server that takes several statements in one text. */
export interface VectorSession {
  query(sql: string): Promise<{ readonly rows: readonly unknown[] }>;
}

/** The server does not have the extension, or we may not create it. */
const NOT_TO_BE_HAD = ["0A000", "58P01", "42501"];

/**
 * Makes vectors known to the database: by the extension pgvector, or where a server does not have it, by a stand-in of
 * the same name over arrays. Searching compares every vector either way; pgvector does it many times faster. Where
 * the extension has come since, it takes the stand-in's place and sources are embedded anew.
 */
export async function prepareVectors(client: VectorSession): Promise<OpenDatabase["vectorForm"]> {
  const hasStandIn = await isThere(client, "SELECT 1 FROM pg_type WHERE typname = 'vector' AND typtype = 'd'");
  if (hasStandIn) {
    const isUsed = await isThere(client, "SELECT 1 WHERE to_regclass('document_vectors') IS NOT NULL");
    if (!isUsed || !(await isThere(client, "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")))
      return "array";
    return (await couldHave(client, REPLACE_STAND_IN)) ? "pgvector" : "array";
  }
  if (await couldHave(client, "BEGIN; CREATE EXTENSION IF NOT EXISTS vector; COMMIT")) return "pgvector";
  await client.query(STAND_IN);
  return "array";
}

/** False, and nothing has changed, where the server does not have the extension or we may not create it. */
async function couldHave(client: VectorSession, sql: string): Promise<boolean> {
  try {
    await client.query(sql);
    return true;
  } catch (error) {
    await client.query("ROLLBACK");
    if (error instanceof Error && "code" in error && NOT_TO_BE_HAD.includes(String(error.code))) return false;
    throw error;
  }
}

/** The stand-in has taken the extension's place. */
export const adaptVectors = (sql: string): string => sql.replace(/^CREATE EXTENSION IF NOT EXISTS vector;$/m, "");

const isThere = async (client: VectorSession, sql: string): Promise<boolean> =>
  (await client.query(sql)).rows.length > 0;

const STAND_IN = `
BEGIN;
CREATE DOMAIN vector AS real[];
CREATE FUNCTION vector_cosine_distance(a real[], b real[]) RETURNS double precision
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT 1 - sum(x * y) / nullif(sqrt(sum(x * x)) * sqrt(sum(y * y)), 0) FROM unnest(a, b) AS pair(x, y) $$;
CREATE OPERATOR <=> (LEFTARG = real[], RIGHTARG = real[], FUNCTION = vector_cosine_distance);
COMMIT`;

const REPLACE_STAND_IN = `
BEGIN;
DELETE FROM document_vectors;
DELETE FROM source_indexes;
ALTER TABLE document_vectors DROP COLUMN embedding;
DROP OPERATOR <=> (real[], real[]);
DROP FUNCTION vector_cosine_distance(real[], real[]);
DROP DOMAIN vector;
CREATE EXTENSION vector;
ALTER TABLE document_vectors ADD COLUMN embedding vector NOT NULL;
COMMIT`;
