import { Client } from "pg";
import { postgresServer } from "../servers/postgres-server.ts";
import { loadStatements, POSTGRES_SPELLING } from "./load-statements.ts";
import type { TestEngine } from "./test-engine.ts";

const BOOLEAN_OID = 16;

/** Cells as the server's own text, so that no driver rounds a number or moves a date. */
const AS_TEXT = {
  getTypeParser: (oid: number) => (text: string) => (oid === BOOLEAN_OID ? text === "t" : text),
};

/** Starts a server of its own, which `close` stops. */
export async function openPostgres(): Promise<TestEngine> {
  const server = await postgresServer.start();
  const { host, port, user, database } = server;
  const client = new Client({ host, port, user, database, types: AS_TEXT });
  await client.connect();
  return {
    dialect: "postgres",
    version: `PostgreSQL ${server.version}`,
    load: async (tables) => {
      for (const table of tables)
        for (const statement of loadStatements(table, POSTGRES_SPELLING)) await client.query(statement);
    },
    query: async (sql) => (await client.query<unknown[]>({ text: sql, rowMode: "array" })).rows,
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}
