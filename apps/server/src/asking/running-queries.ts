/** Questions and statements in flight, so that another request of the same person can cancel them by name. */
export class RunningQueries {
  readonly #running = new Map<string, AbortController>();

  /** Runs work under a signal that ends with `outer` or with cancel(owner, id). */
  async run<T>(
    owner: string,
    id: string | undefined,
    outer: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (id === undefined) return work(outer);
    const key = `${owner}:${id}`;
    const controller = new AbortController();
    this.#running.set(key, controller);
    try {
      return await work(AbortSignal.any([outer, controller.signal]));
    } finally {
      if (this.#running.get(key) === controller) this.#running.delete(key);
    }
  }

  /** Cancelling what has just ended is no error: the person gets what they wanted. */
  cancel(owner: string, id: string): void {
    this.#running.get(`${owner}:${id}`)?.abort();
  }
}
