/** A map that keeps its most recently used entries and hands the others to `onEvict`. */
export class LruMap<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #capacity: number;
  readonly #onEvict: (value: Value) => void;

  constructor(capacity: number, onEvict: (value: Value) => void = () => undefined) {
    this.#capacity = capacity;
    this.#onEvict = onEvict;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries;
    if (this.#entries.size <= this.#capacity || oldest === undefined) return;
    this.#entries.delete(oldest[0]);
    this.#onEvict(oldest[1]);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Removes and answers the entry, without handing it to onEvict. */
  take(key: string): Value | undefined {
    const value = this.#entries.get(key);
    this.#entries.delete(key);
    return value;
  }

  keys(): string[] {
    return [...this.#entries.keys()];
  }
}
