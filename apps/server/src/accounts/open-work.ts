import type { FastifyBaseLogger } from "fastify";
import type { Identity } from "../plugins/identity.ts";
import type { IdentityResolver } from "./identity-resolver.ts";

/** The promise is five seconds. */
const LOOK_EVERY_MS = 2_000;

/**
 * Streams and other long work that go on after their caller was let in. Looks again and again whether the caller would
 * still be let in as they were, and stops what was begun for somebody signed out, disabled, removed or given another
 * role. One query a round, however many streams there are.
 */
export class OpenWork {
  readonly #resolvers: readonly IdentityResolver[];
  readonly #log: Pick<FastifyBaseLogger, "error">;
  readonly #open = new Map<symbol, { readonly identity: Identity; readonly stop: () => void }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(resolvers: readonly IdentityResolver[], log: Pick<FastifyBaseLogger, "error">) {
    this.#resolvers = resolvers;
    this.#log = log;
  }

  /** Calls `stop` when the identity does not hold any more; call the result when the work is over. */
  enter(identity: Identity, stop: () => void): () => void {
    if (identity.kind === "anonymous") return () => undefined;
    const key = Symbol();
    this.#open.set(key, { identity, stop });
    this.#timer ??= setInterval(() => this.#lookAndLog(), LOOK_EVERY_MS).unref();
    return () => {
      this.#open.delete(key);
      if (this.#open.size === 0) this.close();
    };
  }

  async look(): Promise<void> {
    const open = [...this.#open.values()];
    for (const resolver of this.#resolvers) {
      const outdated = await resolver.outdated?.(open.map(({ identity }) => identity));
      for (const { identity, stop } of open) if (outdated?.has(identity)) stop();
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #lookAndLog(): void {
    this.look().catch((error: unknown) => this.#log.error({ err: error }, "looking after open streams failed"));
  }
}
