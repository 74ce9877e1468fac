import { createConnection, type RowDataPacket } from "mysql2/promise";
import { mariadbServer } from "../../packages/testkit/src/servers/mariadb-server.ts";
import { isMysqlWithheld, MYSQL_8_FUNCTIONS, MYSQL_SYNTAX_FUNCTIONS } from "./mysql-functions.ts";
import { writeFunctionList } from "./write-function-list.ts";

/**
 * Writes the guard's list of callable MySQL and MariaDB functions: what the server's own function list and help tables
 * name, and what MySQL 8 has besides, less what mysql-functions.ts withholds. Needs Debian's mariadb-server:
 *   npx tsx tools/guard/list-mysql-functions.ts
 */
const TARGET = new URL("../../packages/sql/src/guard/mysql/generated/allowed-functions.ts", import.meta.url);

const HELP = `SELECT t.name FROM mysql.help_topic t JOIN mysql.help_category c USING (help_category_id)
  WHERE c.name REGEXP 'Function|Geo' OR c.name IN ('MBR', 'WKT', 'WKB')`;

const server = await mariadbServer.start();
const { host, port, user, password } = server;
const connection = await createConnection({ host, port, user, password, rowsAsArray: true, disableEval: true });
const [native] = await connection.query<RowDataPacket[][]>("SELECT FUNCTION FROM information_schema.SQL_FUNCTIONS");
const [help] = await connection.query<RowDataPacket[][]>(HELP);
await connection.end();
await server.stop();

const helpNames = help
  .map(([title]) =>
    String(title)
      .replaceAll("\\", "")
      .replace(/ function$/i, ""),
  )
  .filter((title) => /^\w+$/.test(title));
const names = [
  ...native.map(([name]) => String(name)),
  ...helpNames,
  ...MYSQL_8_FUNCTIONS,
  ...MYSQL_SYNTAX_FUNCTIONS,
].map((name) => name.toLowerCase());
/**
 * MySQL 8 has dropped the spatial names without "st_", so that there they would be functions of someone's own making.
 * LENGTH is no such name: it counts the bytes of a text, whatever ST_LENGTH measures.
 */
const isOldSpatialName = (name: string): boolean => name !== "length" && names.includes(`st_${name}`);
await writeFunctionList(
  TARGET,
  "tools/guard/list-mysql-functions.ts",
  "mysql-functions.ts",
  `MariaDB ${server.version}`,
  names.filter((name) => !isMysqlWithheld(name) && !isOldSpatialName(name)),
);
