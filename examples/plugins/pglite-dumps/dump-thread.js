// Opens one dump in memory, whose file is only read, and answers statements one after the other.
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";

const asText = (text) => text;
/** Every value as PostgreSQL writes it: what becomes of it is decided by its type. Built-in types have the numbers below this. */
const FIRST_OWN_TYPE = 16_384;
const parsers = Object.fromEntries(Array.from({ length: FIRST_OWN_TYPE }, (_, oid) => [oid, asText]));

const opening = readFile(workerData)
  .catch(() => {
    throw new Error("There is no such database.");
  })
  .then((bytes) => PGlite.create({ loadDataDir: new Blob([bytes]) }));
opening.catch(() => undefined);

parentPort.on("message", async ({ id, sql }) => {
  try {
    const database = await opening;
    const { fields, rows } = await database.query(sql, [], { rowMode: "array", parsers });
    parentPort.postMessage({ id, result: { fields, rows } });
  } catch (error) {
    parentPort.postMessage({ id, problem: error.message });
  }
});
