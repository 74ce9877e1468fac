const all: BriefMemory<object, unknown>[] = [];
/** Far more than one question needs: a bound for callers that never say when they are done. */
const MOST = 8_000;

/**
 * What was worked out for the objects of one question, until {@link forgetBriefly} is called. A WeakMap would do, but
 * until the next full collection it keeps what it holds alive, and what it holds here is a third of what the collector
 * then has to carry along for nothing.
 */
export class BriefMemory<Key extends object, Value> {
  private readonly known = new Map<Key, Value>();

  constructor() {
    all.push(this);
  }

  get(key: Key): Value | undefined {
    return this.known.get(key);
  }

  set(key: Key, value: Value): void {
    if (this.known.size >= MOST) this.known.clear();
    this.known.set(key, value);
  }

  clear(): void {
    this.known.clear();
  }
}

/** To be called when a question has been read. */
export function forgetBriefly(): void {
  for (const memory of all) memory.clear();
}
