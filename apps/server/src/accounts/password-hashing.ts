import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@parlance/core";

/** OWASP's first choice of argon2id (the library's default algorithm): 19 MiB, two passes, about 15 ms of one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Off the main thread, on libuv's pool of four, which the file system and name look-ups share. */
const AT_ONCE = 2;
const MAX_WAITING = 200;

/** Hashes few passwords at a time, so that a flood of sign-ins takes turns instead of memory. */
export class PasswordHashing {
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  /** Compared against where there is no account, so that both answers take the same time. */
  #nobodys: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normal(password), COST));
  }

  /** False, after the same work, where there is no hash. */
  async matches(password: string, stored: string | null | undefined): Promise<boolean> {
    this.#nobodys ??= this.hash("nobody's password");
    const against = stored ?? (await this.#nobodys);
    const isRight = await this.#inTurn(() => verify(against, normal(password)));
    return isRight && stored !== null && stored !== undefined;
  }

  async #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running >= AT_ONCE) {
      if (this.#waiting.length >= MAX_WAITING) throw new AppError("SERVICE_BUSY");
      await new Promise<void>((go) => this.#waiting.push(go));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The turn is handed on, so that nobody who comes now goes before those who wait.
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** The same characters typed on different systems are the same password. */
const normal = (password: string): string => password.normalize("NFC");
