import { AppError, type AttachedSource } from "@parlance/core";
import type { Parser } from "./parser.ts";
import type { EngineSettings } from "./settings.ts";
import { SourceEngine } from "./source-engine.ts";

/** The open sources of one workspace by id. */
export class SourceEngines {
  readonly #settings: EngineSettings;
  readonly #parser: Parser;
  readonly #engines = new Map<string, SourceEngine>();

  constructor(settings: EngineSettings, parser: Parser) {
    this.#settings = settings;
    this.#parser = parser;
  }

  /** Opens the new version before the old one goes; calls at work on the old one finish on it. */
  async attach(source: AttachedSource): Promise<void> {
    const engine = await SourceEngine.open(source, this.#settings, this.#parser);
    this.detach(source.sourceId);
    this.#engines.set(source.sourceId, engine);
  }

  detach(sourceId: string): void {
    this.#engines.get(sourceId)?.retire();
    this.#engines.delete(sourceId);
  }

  async use<T>(sourceId: string, work: (engine: SourceEngine) => Promise<T>): Promise<T> {
    const engine = this.#engines.get(sourceId);
    if (!engine) throw new AppError("SOURCE_NOT_FOUND");
    return engine.use(() => work(engine));
  }
}
