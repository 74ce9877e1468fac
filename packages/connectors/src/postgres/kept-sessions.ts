import type { PostgresSession } from "./session.ts";

/** Long enough for what follows opening a source or a sync; other people's connections are not ours to hold. */
const KEPT_MS = 10_000;
/** A catalog is read over two. */
const MAX_KEPT = 2;

interface Kept {
  readonly session: PostgresSession;
  readonly timer: NodeJS.Timeout;
  /** By the clock on the wall: a machine that slept kept nothing warm. */
  readonly until: number;
}

/** Sessions that have asked for nothing but the server's own catalog, kept open for a moment: the next look needs one. */
export class KeptSessions {
  #kept: readonly Kept[] = [];

  get isEmpty(): boolean {
    return this.#kept.length === 0;
  }

  /** One that is still open, the last used first. */
  take(): PostgresSession | null {
    for (;;) {
      const last = this.#kept.at(-1);
      if (last === undefined) return null;
      this.#drop(last);
      if (last.session.isReusable && Date.now() < last.until) return last.session;
      void last.session.end();
    }
  }

  /** Keeps the session for a while, or ends it where somebody's tables were looked into with it. */
  give(session: PostgresSession): void {
    if (!session.isReusable || this.#kept.length >= MAX_KEPT) {
      void session.end();
      return;
    }
    const end = () => {
      this.#drop(kept);
      void session.end();
    };
    const kept: Kept = { session, timer: setTimeout(end, KEPT_MS), until: Date.now() + KEPT_MS };
    kept.timer.unref();
    this.#kept = [...this.#kept, kept];
  }

  /** Resolves when the server has its connections back. */
  async end(): Promise<void> {
    const kept = this.#kept;
    for (const one of kept) this.#drop(one);
    await Promise.all(kept.map(({ session }) => session.end()));
  }

  #drop(kept: Kept): void {
    clearTimeout(kept.timer);
    this.#kept = this.#kept.filter((one) => one !== kept);
  }
}
