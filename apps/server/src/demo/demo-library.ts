import type { Clock, QueryWorkerPool } from "@parlance/core";
import { type DemoWorkspace, demoTables, demoWorkspaces } from "@parlance/demo";
import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import type { FileTable } from "../database/schema.ts";
import type { SourceAccess } from "../resources/sources/source-access.ts";
import type { SourceFileRow, SourceRow, SourceStore } from "../resources/sources/store.ts";
import type { SourceStorage } from "../storage/source-storage.ts";
import { version as productVersion } from "../version.ts";
import type { DemoStore } from "./demo-store.ts";
import { runGenerator } from "./run-generator.ts";

export interface DemoLibraryNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "info" | "error">;
  readonly store: DemoStore;
  readonly sources: SourceStore;
  readonly storage: SourceStorage;
  readonly access: SourceAccess;
  readonly workers: QueryWorkerPool;
  /** Whether this instance is the one that makes something; of several, one is told true. */
  readonly claim: (what: string) => Promise<boolean>;
}

const HOUR_MS = 3_600_000;

/**
 * The three demo teams. Their rows reach up to today, so they are generated on the first start and again when the
 * day has changed, in the background: the server is ready before, and yesterday's rows stay askable meanwhile.
 * Each demo's one source has its workspace's id.
 */
export class DemoLibrary {
  readonly #needs: DemoLibraryNeeds;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(needs: DemoLibraryNeeds) {
    this.#needs = needs;
  }

  /** Makes the demos visible, "syncing" where nothing was generated yet. */
  async announce(): Promise<void> {
    for (const demo of demoWorkspaces) await this.#needs.store.announce(demo, new Date(this.#needs.clock.now()));
  }

  start(): void {
    this.#timer = setInterval(() => this.#refreshAndLog(), HOUR_MS);
    this.#timer.unref();
    this.#refreshAndLog();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running;
  }

  /** Resolves when every demo reaches up to today. */
  async refresh(): Promise<void> {
    for (const demo of demoWorkspaces) {
      const row = await this.#needs.sources.find(demo.id, new Date(this.#needs.clock.now()));
      if (row === undefined || row.version.startsWith(this.#edition())) continue;
      if (await this.#needs.claim(`demo:${this.#edition()}${demo.id}`)) await this.#generate(demo, row);
    }
  }

  /** Opens the demos ahead of the first question, which would else wait for dictionaries and processes to start. */
  async #warmUp(): Promise<void> {
    for (const demo of demoWorkspaces) {
      const row = await this.#needs.access.find(demo.id, new Date(this.#needs.clock.now()));
      if (row !== undefined && !this.#stop.signal.aborted) await this.#needs.access.openWhole(row);
    }
  }

  /** Same day and same product: same rows. */
  #edition(): string {
    return `${this.#today()}-${productVersion.replaceAll(".", "-")}-`;
  }

  #today(): string {
    return new Date(this.#needs.clock.now()).toISOString().slice(0, 10);
  }

  async #generate(demo: DemoWorkspace, row: SourceRow): Promise<void> {
    const { storage, store, workers, access, clock } = this.#needs;
    const ref = { workspaceId: demo.id, sourceId: demo.id };
    const staging = await storage.stage();
    try {
      await runGenerator(demo.id, staging, this.#today(), this.#stop.signal);
      const tables = demoTables({ workspaceId: demo.id, outDir: staging });
      const worker = workers.forWorkspace(demo.id);
      const described = await worker.describe({ tables }, () => undefined, this.#stop.signal);
      const version = this.#edition() + uuid().slice(-12);
      const parseId = uuid();
      await storage.adoptTables(ref, parseId, staging);
      await storage.writeCatalog(ref, version, described);
      const rowCounts = new Map(described.catalog.tables.map((table) => [table.name, table.rowCount ?? 0]));
      const file = demoFile(
        demo,
        parseId,
        tables.map(({ path: _, ...facts }) => ({
          ...facts,
          parquet: `${facts.name}.parquet`,
          rowCount: rowCounts.get(facts.name) ?? 0,
        })),
      );
      await store.publish(row, { version, file, described }, new Date(clock.now()));
      await access.forget(row);
    } finally {
      await storage.removeStaged(staging);
    }
  }

  #refreshAndLog(): void {
    this.#running = this.#running
      .then(() => this.refresh())
      .then(() => this.#warmUp())
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.#needs.log.error({ err: error }, "generating the demo failed");
      });
  }
}

const demoFile = (demo: DemoWorkspace, parseId: string, tables: readonly FileTable[]): SourceFileRow => ({
  id: `${demo.id}-tables`,
  sourceId: demo.id,
  position: 0,
  name: `${demo.name} (generated)`,
  kind: "parquet",
  bytes: 0,
  sha256: "",
  parseId,
  tables,
  parsed: {},
  warnings: [],
  originalId: null,
  isAppended: false,
});

/** Questions tested to give the right answer, for the demos; undefined for any other source. */
export const demoQuestions = (sourceId: string): readonly string[] | undefined =>
  demoWorkspaces.find((demo) => demo.id === sourceId)?.questions.map(({ question }) => question);
