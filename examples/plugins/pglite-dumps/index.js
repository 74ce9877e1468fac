// A kind of source that is asked where it is: PostgreSQL databases that PGlite has written into files (dumpDataDir).
import { join } from "node:path";
import { definePlugin, SourceProblem } from "@parlance/plugin";
import { DumpSession } from "./dump-session.js";
import { cellOf, kindOf, readTables } from "./read-tables.js";

/** A name, and never a path: only files of the folder that the operator named can be asked. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,60}$/;
const BATCH_ROWS = 500;

function fileOf({ database }, { settings }) {
  if (settings.FOLDER === undefined)
    throw new SourceProblem("Whoever runs this server has not named a folder of dumps.");
  if (!NAME.test(database)) throw new SourceProblem("Write the name of a database: small letters, digits, - and _.");
  return join(settings.FOLDER, `${database}.tar.gz`);
}

/** One statement at a time: a PGlite database has one session. */
class Dump {
  #session;
  #last = Promise.resolve();

  constructor(file) {
    this.#session = new DumpSession(file);
  }

  tables(signal) {
    return this.#alone(signal, () => readTables((sql) => this.#session.ask(sql, signal)));
  }

  async rows({ sql }, signal) {
    // Held until the last row was read, or the reader went away.
    const done = await this.#turn(signal);
    try {
      await this.#session.ask("BEGIN READ ONLY", signal);
      await this.#session.ask(`DECLARE answer CURSOR FOR ${sql.replace(/;\s*$/, "")}`, signal);
      const first = await this.#fetch(signal);
      const columns = first.fields.map(({ name, dataTypeID }) => ({ name, kind: kindOf(dataTypeID) }));
      return { columns, batches: this.#batches(first, columns, signal, done) };
    } catch (error) {
      await this.#end(signal, done);
      throw error;
    }
  }

  close() {
    return this.#session.close();
  }

  async *#batches(first, columns, signal, done) {
    try {
      for (let next = first; next.rows.length > 0; next = await this.#fetch(signal))
        yield next.rows.map((row) => row.map((text, i) => cellOf(columns[i].kind, text)));
    } finally {
      await this.#end(signal, done);
    }
  }

  #fetch(signal) {
    return this.#session.ask(`FETCH ${BATCH_ROWS} FROM answer`, signal);
  }

  async #end(signal, done) {
    if (signal.aborted) this.#session.restart();
    else await this.#session.ask("ROLLBACK", signal).catch(() => this.#session.restart());
    done();
  }

  async #alone(signal, work) {
    const done = await this.#turn(signal);
    try {
      return await work();
    } finally {
      done();
    }
  }

  async #turn(signal) {
    const before = this.#last;
    let done;
    this.#last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    if (signal.aborted) {
      done();
      signal.throwIfAborted();
    }
    return done;
  }
}

export default definePlugin({
  id: "pglite",
  label: "PGlite",
  description: "Asks PostgreSQL databases that PGlite has written into files.",
  connectors: [
    {
      reach: "live",
      id: "dump",
      label: "PGlite dump",
      dialect: "postgres",
      fields: [{ name: "database", label: "Database", help: "The file's name without .tar.gz." }],
      async probe(config, needs) {
        const dump = new Dump(fileOf(config, needs));
        try {
          await dump.tables(needs.signal);
        } finally {
          await dump.close();
        }
      },
      open: (config, needs) => new Dump(fileOf(config, needs)),
    },
  ],
});
