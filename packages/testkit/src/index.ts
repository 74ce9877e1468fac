export { describeConnectorContract } from "./connector/connector-contract.ts";
export type { ConnectorFixture, ContractSql, TypeCase } from "./connector/connector-fixture.ts";
export {
  CONTRACT_ROW_COUNT,
  CONTRACT_TABLE,
  type ContractRow,
  contractRows,
  FORBIDDEN_TABLE,
} from "./connector/contract-data.ts";
export { comparableRows } from "./engines/comparable-rows.ts";
export { type MongodbEngine, openMongodb } from "./engines/mongodb-engine.ts";
export { openEngines, type TestEngines } from "./engines/open-engines.ts";
export { openSqlite } from "./engines/sqlite-engine.ts";
export type { TestEngine } from "./engines/test-engine.ts";
export type { TestCell, TestColumnKind, TestTable } from "./engines/test-table.ts";
export { TRINO_SCHEMA } from "./engines/trino-engine.ts";
export { BigqueryPeer, PEER_DATASET, PEER_PROJECT, type PeerTable } from "./servers/bigquery-peer.ts";
export { makeCertificate, type TestCertificate } from "./servers/certificate.ts";
export { mariadbServer, startMariadb } from "./servers/mariadb-server.ts";
export {
  type MongodbAccount,
  type MongodbFront,
  startMongodbFront,
} from "./servers/mongodb-front/mongodb-front.ts";
export { mongodbServer } from "./servers/mongodb-server.ts";
export { type MysqlFront, startMysqlFront } from "./servers/mysql-front/mysql-front.ts";
export type { FrontAccount, SignIn } from "./servers/mysql-front/sign-in.ts";
export { postgresServer } from "./servers/postgres-server.ts";
export { type RedisTestServer, redisServer, startRedis } from "./servers/redis-server.ts";
export { type Availability, isSkipped, type ServerKind, type TestServer } from "./servers/server-kind.ts";
export { startTcpProxy, type TcpProxy } from "./servers/tcp-proxy.ts";
export { isTrinoSkipped, trinoServer } from "./servers/trino-server.ts";
