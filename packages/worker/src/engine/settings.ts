/** What one worker process may use. Sent once by the pool, before any call. */
export interface EngineSettings {
  /** Folder of this process alone: spill files and exports. Removed with the process. */
  readonly scratchDir: string;
  readonly threads: number;
  /** DuckDB's own buffer limit per open source. Not a boundary (one expression can pass it): the process limit is. */
  readonly memoryBytes: number;
  readonly maxTempBytes: number;
  /** Kept result tables; the least recently used go first and are rebuilt when asked for. */
  readonly maxResultBytes: number;
  /** Statements of one workspace that run at the same time; more wait. */
  readonly maxRunning: number;
  /** Ends itself past this resident size. 0 where the operating system already limits it. */
  readonly maxResidentBytes: number;
}
