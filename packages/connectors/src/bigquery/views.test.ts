import { BigqueryPeer, PEER_DATASET as DATASET, type PeerTable, PEER_PROJECT as PROJECT } from "@parlance/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { bigqueryConfig } from "./config.ts";
import { openBigquery } from "./driver.ts";

const named = (id: string, type: PeerTable["type"], more: PeerTable["more"] = {}): PeerTable => ({
  dataset: DATASET,
  id,
  type,
  fields: [{ name: "id", type: "INTEGER" }],
  more,
});
const view = (query: string) => ({ view: { query, useLegacySql: false } });
const FULL = `\`${PROJECT}.${DATASET}.orders\``;

/** What each view is defined as, and what it then reads. */
const VIEWS: readonly (readonly [string, PeerTable["more"], readonly string[] | "unknown"])[] = [
  ["a table by its full name", view(`SELECT id FROM ${FULL}`), ["orders"]],
  ["a table of its own project", view(`SELECT id FROM ${DATASET}.orders`), ["orders"]],
  ["a table in parts", view(`SELECT id FROM \`${PROJECT}\`.\`${DATASET}\`.\`orders\``), ["orders"]],
  ["two by a join", view(`SELECT o.id FROM ${FULL} o JOIN ${DATASET}.staff s ON s.id = o.id`), ["orders", "staff"]],
  [
    "one in a condition",
    view(`SELECT id FROM ${FULL} WHERE id IN (SELECT id FROM ${DATASET}.staff)`),
    ["orders", "staff"],
  ],
  ["one of a WITH", view(`WITH o AS (SELECT id FROM ${FULL}) SELECT id FROM o`), ["orders"]],
  ["another view", view(`SELECT id FROM ${DATASET}.view_0`), ["view_0"]],
  [
    "what legacy SQL says",
    { view: { query: `SELECT id FROM [${PROJECT}:${DATASET}.orders]`, useLegacySql: true } },
    "unknown",
  ],
  ["what nobody is shown", {}, "unknown"],
  ["a table of another project", view(`SELECT id FROM \`elsewhere.${DATASET}.orders\``), "unknown"],
  ["a table that is not listed", view(`SELECT id FROM ${DATASET}.hidden`), "unknown"],
  ["tables by a pattern", view(`SELECT id FROM \`${PROJECT}.${DATASET}.ord*\``), "unknown"],
  ["another database", view("SELECT * FROM EXTERNAL_QUERY('c', 'SELECT 1')"), "unknown"],
  ["a function of somebody's making", view(`SELECT id FROM ${DATASET}.rows_of(7)`), "unknown"],
  ["the server's own catalog", view(`SELECT table_name FROM ${DATASET}.INFORMATION_SCHEMA.TABLES`), "unknown"],
];

const peer = new BigqueryPeer();
let reads: ReadonlyMap<string, unknown>;

beforeAll(async () => {
  peer.tables = [
    named("orders", "TABLE"),
    named("staff", "TABLE"),
    ...VIEWS.map(([, more], i) => named(`view_${i}`, "VIEW", more)),
    named("kept", "MATERIALIZED_VIEW", { materializedView: { query: `SELECT id FROM ${FULL}` } }),
  ];
  const endpoint = await peer.start(["CREATE TABLE orders (id INT)", "CREATE TABLE staff (id INT)"]);
  const config = bigqueryConfig.parse({ project: PROJECT, dataset: DATASET, serviceAccountKey: peer.key, endpoint });
  const driver = await openBigquery(config, { outbound: createOutbound({ allowedNetworks: ["127.0.0.0/8"] }) });
  const { tables } = await driver.introspect();
  reads = new Map(tables.map((table) => [table.name, table.reads]));
  await driver.close();
});
afterAll(() => peer.stop());

test.each(VIEWS.map(([name, , expected], i) => [name, `view_${i}`, expected] as const))(
  "a view reads %s",
  (_name, id, expected) => {
    const found = reads.get(id);
    expect(Array.isArray(found) ? [...found].sort() : found).toEqual(expected);
  },
);

test("a materialized view reads what its query names, and a table says nothing", () => {
  expect([reads.get("kept"), reads.get("orders")]).toEqual([["orders"], undefined]);
});
