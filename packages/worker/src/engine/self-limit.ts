const CHECK_EVERY_MS = 100;

/**
 * The memory limit where the operating system offers none (no prlimit): DuckDB works on its own threads, so this timer
 * keeps running while a statement eats memory. Weaker than a real limit, because memory can grow between two looks.
 */
export function endWhenTooLarge(maxResidentBytes: number, end: () => void): void {
  if (maxResidentBytes <= 0) return;
  setInterval(() => {
    if (process.memoryUsage.rss() > maxResidentBytes) end();
  }, CHECK_EVERY_MS).unref();
}
