/** Names of WITH queries visible while a statement is read, innermost last. */
export class Scope {
  readonly #isSameName: (a: string, b: string) => boolean;
  #names: readonly string[] = [];

  constructor(isSameName: (a: string, b: string) => boolean) {
    this.#isSameName = isSameName;
  }

  has(name: string): boolean {
    return this.#names.some((known) => this.#isSameName(known, name));
  }

  add(name: string): void {
    this.#names = [...this.#names, name];
  }

  /** What is added inside is gone afterwards. */
  within<T>(read: () => T): T {
    const before = this.#names;
    const result = read();
    this.#names = before;
    return result;
  }
}
