import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { expect, test } from "vitest";
import { prepareVectors, type VectorSession } from "./postgres-vectors.ts";

/** Statements as text, several at once, as the driver for servers sends them. */
const sessionOf = (database: PGlite): VectorSession => ({
  query: async (sql) => {
    const results = await database.exec(sql);
    return { rows: results.at(-1)?.rows ?? [] };
  },
});

const DISTANCE = "SELECT '[1,0]'::vector <=> '[1,0]'::vector AS same, '[1,0]'::vector <=> '[0,2]'::vector AS other";
const TABLES = `
  CREATE TABLE document_vectors (id integer, embedding vector NOT NULL);
  CREATE TABLE source_indexes (id integer);
  INSERT INTO document_vectors VALUES (1, '{1,0}');
  INSERT INTO source_indexes VALUES (1);`;

/** A role as servers give one: it owns what is in its schema, and may make nothing else. */
const OWNED_BY_PLAIN = `
  CREATE ROLE plain;
  GRANT ALL ON SCHEMA public TO plain;
  ALTER TABLE document_vectors OWNER TO plain;
  ALTER TABLE source_indexes OWNER TO plain;
  ALTER DOMAIN vector OWNER TO plain;
  ALTER FUNCTION vector_cosine_distance(real[], real[]) OWNER TO plain;
  ALTER OPERATOR <=> (real[], real[]) OWNER TO plain;`;

/** Real pgvector, in the embedded database: no PostgreSQL server of the tests has the extension. */
test("a stand-in works without pgvector, and pgvector takes its place once it is there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlance-vectors-"));
  const without = await PGlite.create({ dataDir: folder });
  expect(await prepareVectors(sessionOf(without))).toBe("array");
  await without.exec(TABLES);
  expect(await prepareVectors(sessionOf(without)), "as at the next start").toBe("array");
  const { rows: far } = await without.query("SELECT '{1,0}'::vector <=> '{0,2}'::vector AS other");
  expect(far).toEqual([{ other: 1 }]);
  await without.close();

  const having = await PGlite.create({ dataDir: folder, extensions: { vector } });
  await having.exec(OWNED_BY_PLAIN);
  await having.exec("SET ROLE plain");
  expect(await prepareVectors(sessionOf(having)), "it may not be made by this role").toBe("array");
  await having.exec("RESET ROLE");
  expect((await having.query("SELECT id FROM document_vectors")).rows, "nothing has changed").toEqual([{ id: 1 }]);
  expect(await prepareVectors(sessionOf(having))).toBe("pgvector");
  expect((await having.query(DISTANCE)).rows).toEqual([{ same: 0, other: 1 }]);
  const { rows } = await having.query(
    "SELECT (SELECT count(*)::int FROM document_vectors) AS n, to_regtype('vector')::text AS type",
  );
  expect(rows, "what the stand-in held is embedded anew").toEqual([{ n: 0, type: "vector" }]);
  expect(await prepareVectors(sessionOf(having)), "as at the next start").toBe("pgvector");
  await having.close();
  await rm(folder, { recursive: true, force: true });
}, 120_000);
