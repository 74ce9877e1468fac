import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Cell } from "@parlance/core";
import { type PreparedSource, prepareSource } from "@parlance/engine";
import { type LoadedFiles, loadFiles } from "../tabular/load-files.ts";
import { plainRows } from "../tabular/plain-cell.ts";
import { type DemoDatabase, withDemoDatabases } from "./demo-database.ts";
import { csvOf, HELD_SOURCES } from "./held-tables.ts";

export interface PackDatabase {
  readonly source: PreparedSource;
  run(sql: string): Promise<Cell[][]>;
}

const SAMPLES = resolve(import.meta.dirname, "../../../shared/data/samples");
const DATABASES: Readonly<Record<string, string>> = {
  chinook: "chinook/Chinook_Sqlite.sqlite",
  northwind: "northwind/northwind_small.sqlite",
};

/** Opens what packs ask about, each once, and closes all of it at the end. */
export class PackDatabases {
  readonly #demo: ReadonlyMap<string, DemoDatabase>;
  readonly #opened = new Map<string, PackDatabase | undefined>();
  readonly #files: LoadedFiles[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "parlance-held-"));

  constructor(demo: ReadonlyMap<string, DemoDatabase>) {
    this.#demo = demo;
  }

  /** Undefined where the samples are not there. */
  async open(name: string): Promise<PackDatabase | undefined> {
    const demo = this.#demo.get(name);
    if (demo) return demo;
    if (!this.#opened.has(name)) this.#opened.set(name, await this.#load(name));
    return this.#opened.get(name);
  }

  close(): void {
    for (const files of this.#files) files.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #load(name: string): Promise<PackDatabase | undefined> {
    const paths = HELD_SOURCES[name] ? this.#written(name) : [join(SAMPLES, DATABASES[name] ?? name)];
    if (!paths.every((path) => existsSync(path))) return undefined;
    const files = await loadFiles(paths);
    this.#files.push(files);
    const source = prepareSource(files.catalog, files.values);
    return { source, run: async (sql) => plainRows(await files.query(sql)) };
  }

  #written(name: string): string[] {
    return (HELD_SOURCES[name]?.() ?? []).map((table) => {
      const path = join(this.#folder, `${table.name}.csv`);
      writeFileSync(path, csvOf(table));
      return path;
    });
  }
}

export const withPackDatabases = <Result>(use: (databases: PackDatabases) => Promise<Result>): Promise<Result> =>
  withDemoDatabases(async (demo) => {
    const databases = new PackDatabases(demo);
    try {
      return await use(databases);
    } finally {
      databases.close();
    }
  });
