import { createConnection, type RowDataPacket } from "mysql2/promise";
import { mariadbServer } from "../servers/mariadb-server.ts";
import { loadStatements, MARIADB_SPELLING } from "./load-statements.ts";
import type { TestEngine } from "./test-engine.ts";

/** Starts a server of its own, which `close` stops. */
export async function openMariadb(): Promise<TestEngine> {
  const server = await mariadbServer.start();
  const { host, port, user, password, database } = server;
  const connection = await createConnection({
    host,
    port,
    user,
    password,
    database,
    charset: "utf8mb4",
    // Cells as the server's own text, so that no driver rounds a number or moves a date.
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    disableEval: true,
    rowsAsArray: true,
  });
  // Tables are loaded without indexes: joins by nested loops over them took minutes on a busy machine.
  await connection.query("SET SESSION join_cache_level = 8");
  return {
    dialect: "mysql",
    version: `MariaDB ${server.version}`,
    load: async (tables) => {
      for (const table of tables)
        for (const statement of loadStatements(table, MARIADB_SPELLING)) await connection.query(statement);
    },
    query: async (sql) => {
      const [rows] = await connection.query<RowDataPacket[][]>(sql);
      return rows;
    },
    close: async () => {
      await connection.end();
      await server.stop();
    },
  };
}
