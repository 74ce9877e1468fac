import type { SchemaDocument } from "@parlance/ask/retrieval";
import { sql } from "drizzle-orm";
import type { Database, OpenDatabase } from "../database/database.ts";

/** Whose documents about what. */
export interface DocumentPlace {
  readonly sourceId: string;
  readonly workspaceId: string;
}

export interface SourceIndex {
  readonly version: string;
  /** Changes with everything the documents are made from. */
  readonly stamp: string;
  readonly documents: number;
  readonly vectors: number;
}

export interface DocumentVector {
  readonly documentId: string;
  /** Of the text that was embedded. */
  readonly digest: string;
  readonly vector: Float32Array;
}

/** The part of an embedder that tells its vectors from others'. */
export interface EmbedderIdentity {
  readonly id: string;
  readonly dimension: number;
}

export type FoundDocument = Pick<SchemaDocument, "id"> & { readonly table?: string };

/** While the embedded database writes, nothing else happens in this process: few rows at a time keep questions quick. */
export const ROWS_AT_ONCE = 25;

/** SQL over documents and vectors. Every query names its place: nothing is found across sources or workspaces. */
export class DocumentStore {
  readonly #db: Database;
  readonly #vectorText: (vector: Float32Array) => string;

  constructor({ db, vectorForm }: Pick<OpenDatabase, "db" | "vectorForm">) {
    this.#db = db;
    this.#vectorText = VECTOR_TEXT[vectorForm];
  }

  async index({ sourceId, workspaceId }: DocumentPlace, embedder: string): Promise<SourceIndex | undefined> {
    const { rows } = await this.#db.execute<Row>(sql`
      SELECT version, stamp, documents, vectors FROM source_indexes
      WHERE source_id = ${sourceId} AND workspace_id = ${workspaceId} AND embedder = ${embedder}`);
    const [row] = rows;
    return (
      row && {
        version: String(row.version),
        stamp: String(row.stamp),
        documents: Number(row.documents),
        vectors: Number(row.vectors),
      }
    );
  }

  async saveIndex(place: DocumentPlace, embedder: string, index: SourceIndex, now: Date): Promise<void> {
    const { version, stamp, documents, vectors } = index;
    await this.#db.execute(sql`
      INSERT INTO source_indexes (source_id, workspace_id, embedder, version, stamp, documents, vectors, built_at)
      SELECT id, ${place.workspaceId}, ${embedder}, ${version}, ${stamp}, ${documents}, ${vectors}, ${now.toISOString()}
      FROM sources WHERE id = ${place.sourceId}
      ON CONFLICT (source_id, workspace_id, embedder) DO UPDATE SET version = excluded.version, stamp = excluded.stamp,
        documents = excluded.documents, vectors = excluded.vectors, built_at = excluded.built_at`);
  }

  /** Writes what is new or changed; a vector of a text that changed stays until its new one comes. */
  async saveDocuments({ sourceId, workspaceId }: DocumentPlace, documents: readonly SchemaDocument[]): Promise<void> {
    const rows = documents.map(({ id, kind, table, column, text }) => ({ id, kind, table, column, text }));
    await this.#db.execute(sql`
      INSERT INTO source_documents (source_id, workspace_id, document_id, kind, table_name, column_name, body)
      SELECT s.id, ${workspaceId}, d.id, d.kind, d."table", d."column", d.text
      FROM sources s, json_to_recordset(${JSON.stringify(rows)}::json)
        AS d(id text, kind text, "table" text, "column" text, text text)
      WHERE s.id = ${sourceId}
      ON CONFLICT (source_id, workspace_id, document_id) DO UPDATE SET kind = excluded.kind, body = excluded.body
      WHERE source_documents.body <> excluded.body OR source_documents.kind <> excluded.kind`);
  }

  /** Removes documents that are not among those given, their vectors with them. */
  async keepOnly({ sourceId, workspaceId }: DocumentPlace, ids: readonly string[]): Promise<void> {
    await this.#db.execute(sql`
      DELETE FROM source_documents WHERE source_id = ${sourceId} AND workspace_id = ${workspaceId}
        AND NOT document_id IN (SELECT json_array_elements_text(${JSON.stringify(ids)}::json))`);
  }

  /** Digests of the texts behind the vectors there are, by document. */
  async digests(place: DocumentPlace, embedder: string): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#db.execute<Row>(sql`
      SELECT document_id, digest FROM document_vectors
      WHERE source_id = ${place.sourceId} AND workspace_id = ${place.workspaceId} AND embedder = ${embedder}`);
    return new Map(rows.map((row) => [String(row.document_id), String(row.digest)]));
  }

  /** A document that has gone meanwhile gets no vector. */
  async saveVectors(
    { sourceId, workspaceId }: DocumentPlace,
    { id, dimension }: EmbedderIdentity,
    vectors: readonly DocumentVector[],
  ): Promise<void> {
    const rows = vectors.map(({ documentId, digest, vector }) => ({
      documentId,
      digest,
      vector: this.#vectorText(vector),
    }));
    await this.#db.execute(sql`
      INSERT INTO document_vectors (source_id, workspace_id, document_id, embedder, dimension, digest, embedding)
      SELECT d.source_id, d.workspace_id, d.document_id, ${id}, ${dimension}, v.digest, v.vector::vector
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS v("documentId" text, digest text, vector text)
      JOIN source_documents d ON d.document_id = v."documentId"
      WHERE d.source_id = ${sourceId} AND d.workspace_id = ${workspaceId}
      ON CONFLICT (source_id, workspace_id, embedder, document_id) DO UPDATE
        SET digest = excluded.digest, dimension = excluded.dimension, embedding = excluded.embedding`);
  }

  /** Vectors of embedders that this workspace no longer uses. */
  async forgetOtherEmbedders({ sourceId, workspaceId }: DocumentPlace, embedder: string): Promise<void> {
    for (const table of [sql`document_vectors`, sql`source_indexes`]) {
      await this.#db.execute(sql`
        DELETE FROM ${table}
        WHERE source_id = ${sourceId} AND workspace_id = ${workspaceId} AND embedder <> ${embedder}`);
    }
  }

  /** Documents that share words with the question, best first. */
  async byWords(place: DocumentPlace, question: string, limit: number): Promise<readonly FoundDocument[]> {
    const { rows } = await this.#db.execute<Row>(sql`
      WITH asked AS (SELECT replace(plainto_tsquery('english', ${question})::text, '&', '|')::tsquery AS words)
      SELECT document_id, table_name FROM source_documents, asked
      WHERE source_id = ${place.sourceId} AND workspace_id = ${place.workspaceId} AND search @@ words
      ORDER BY ts_rank(search, words, 1) DESC, document_id LIMIT ${limit}`);
    return rows.map(found);
  }

  /** Documents by the likeness of their vectors, best first; every one is compared, so that none is missed. */
  async byVector(
    place: DocumentPlace,
    { id, dimension }: EmbedderIdentity,
    vector: Float32Array,
    limit: number,
  ): Promise<readonly FoundDocument[]> {
    const { rows } = await this.#db.execute<Row>(sql`
      SELECT d.document_id, d.table_name FROM (
        SELECT document_id, embedding <=> ${this.#vectorText(vector)}::vector AS distance FROM document_vectors
        WHERE source_id = ${place.sourceId} AND workspace_id = ${place.workspaceId}
          AND embedder = ${id} AND dimension = ${dimension}
        ORDER BY 2 LIMIT ${limit}) v
      JOIN source_documents d ON d.document_id = v.document_id
        AND d.source_id = ${place.sourceId} AND d.workspace_id = ${place.workspaceId}
      ORDER BY v.distance`);
    return rows.map(found);
  }

  /** Sources whose newest version nobody has looked at, by the workspace they belong to; the oldest first. */
  async waiting(now: Date, limit: number): Promise<readonly DocumentPlace[]> {
    const { rows } = await this.#db.execute<Row>(sql`
      SELECT s.id, s.workspace_id FROM sources s
      WHERE s.version <> '' AND s.kind <> 'demo' AND s.table_count > 0
        AND (s.expires_at IS NULL OR s.expires_at > ${now.toISOString()})
        AND NOT EXISTS (SELECT FROM source_indexes i
          WHERE i.source_id = s.id AND i.workspace_id = s.workspace_id AND i.version = s.version)
      ORDER BY s.updated_at LIMIT ${limit}`);
    return rows.map((row) => ({ sourceId: String(row.id), workspaceId: String(row.workspace_id) }));
  }
}

type Row = Record<string, unknown>;

const found = (row: Row): FoundDocument => ({
  id: String(row.document_id),
  ...(row.table_name === null ? {} : { table: String(row.table_name) }),
});

const numbers = (vector: Float32Array): string => Array.from(vector, (value) => value.toPrecision(6)).join(",");

const VECTOR_TEXT = {
  pgvector: (vector: Float32Array): string => `[${numbers(vector)}]`,
  array: (vector: Float32Array): string => `{${numbers(vector)}}`,
};
