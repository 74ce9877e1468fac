import {
  CONTRACT_TABLE,
  type ConnectorFixture,
  describeConnectorContract,
  isSkipped,
  mariadbServer,
} from "@parlance/testkit";
import { openSourceFixture } from "../process/fixture.ts";
import { configOf, fill } from "./fixtures/shop.ts";

async function openMysqlFixture(): Promise<ConnectorFixture> {
  const server = await mariadbServer.start();
  await fill(server);
  const sources = await openSourceFixture();
  const connection = await sources.open("mysql", configOf(server));
  return {
    connection,
    types: TYPES,
    sql: {
      slow: "SELECT COUNT(*) AS n FROM contract_orders a, contract_orders b, contract_orders c WHERE (a.id * b.id * c.id) % 7 = 3",
      endless: "SELECT a.id FROM contract_orders a, contract_orders b",
      hugeCell: "SELECT REPEAT('x', 6000000) AS cell",
      writes: WRITES,
    },
    async close() {
      await sources.close();
      await server.stop();
    },
  };
}

const WRITES = [
  `INSERT INTO ${CONTRACT_TABLE} SELECT * FROM ${CONTRACT_TABLE}`,
  `UPDATE ${CONTRACT_TABLE} SET note = 'x'`,
  `DELETE FROM ${CONTRACT_TABLE}`,
  `DROP TABLE ${CONTRACT_TABLE}`,
  "CREATE TABLE copied AS SELECT 1",
  `SELECT * FROM ${CONTRACT_TABLE} INTO OUTFILE '/tmp/x'`,
  "SELECT LOAD_FILE('/etc/passwd')",
  "SET SESSION TRANSACTION READ WRITE",
  `SELECT * FROM ${CONTRACT_TABLE} FOR UPDATE`,
  `SELECT 1; DELETE FROM ${CONTRACT_TABLE}`,
  "SELECT GET_LOCK('a', 1)",
];

const TYPES: ConnectorFixture["types"] = [
  { name: "integer", expression: "1", kind: "integer", cell: 1 },
  { name: "bigint", expression: "9223372036854775807", kind: "bigint", cell: 9223372036854775807n },
  {
    name: "unsigned bigint",
    expression: "CAST(18446744073709551615 AS UNSIGNED)",
    kind: "bigint",
    cell: 18446744073709551615n,
  },
  { name: "decimal", expression: "12345678901234567890.12", kind: "decimal", cell: "12345678901234567890.12" },
  { name: "double", expression: "1e-308", kind: "double", cell: 1e-308 },
  { name: "text", expression: "'naïve 🦆'", kind: "text", cell: "naïve 🦆" },
  { name: "date", expression: "DATE '1000-01-01'", kind: "date", cell: "1000-01-01" },
  { name: "zero date", expression: "CAST('0000-00-00' AS DATE)", kind: "date", cell: null },
  { name: "time", expression: "TIME '-838:59:59'", kind: "unknown", cell: "-838:59:59" },
  {
    name: "timestamp",
    expression: "TIMESTAMP '9999-12-31 23:59:59.123456'",
    kind: "timestamp",
    cell: "9999-12-31T23:59:59.123456",
  },
  { name: "bytes", expression: "x'00ff41'", kind: "binary", cell: new Uint8Array([0, 255, 65]) },
  { name: "nothing", expression: "NULL", kind: "text", cell: null },
];

if (!isSkipped(mariadbServer)) describeConnectorContract("mysql", openMysqlFixture);
