/** Where log lines go: a stream of the process, or whatever a test looks into. */
export interface LogTarget {
  /** Bytes taken and not yet written. */
  readonly writableLength: number;
  write(line: string): unknown;
}

/** A target that has not taken this much is blocked: its reader stands still, or its disk is full. */
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * Hands lines on, without their secrets, and never waits: what a blocked target does not take is counted and given up,
 * since a request must not wait for its log. `onLine` is shown every line, without its secrets.
 */
export function unblockedLog(
  target: LogTarget,
  secretsNow: () => readonly string[],
  onDrop: () => void,
  onLine: (line: string) => void = () => undefined,
): { write(line: string): void } {
  const scrub = scrubber(secretsNow);
  return {
    write(line) {
      const clean = scrub(line);
      onLine(clean);
      if (target.writableLength > MAX_WAITING_BYTES) return onDrop();
      try {
        target.write(clean);
      } catch (error) {
        // A file on a full disk throws from write itself; with nowhere to report to, the counter is the report.
        if (!(error instanceof Error && "code" in error)) throw error;
        onDrop();
      }
    },
  };
}

const SHORTEST_SECRET = 8;

/** Drivers and vendors put addresses with passwords, and headers with keys, into the texts of their errors. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"\\]*):[^\s@"\\]+@/gi, "$1:***@"],
  [/\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, "$1 ***"],
  [
    /((?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|authorization|cookie)\\?["']? ?[:=] ?\\?["']?)(?!Bearer|Basic|null\b|undefined\b|true\b|false\b)[^\s"'\\,;&}\])]+/gi,
    "$1***",
  ],
  [/\b(?:sk|pk|rk|ghp|gho|xox[abp]|AIza)[-_][\w-]{12,}/g, "***"],
];

/** Secrets that were replaced while the server runs stay secrets. */
function scrubber(secretsNow: () => readonly string[]): (line: string) => string {
  const written = new Set<string>();
  let read: readonly string[] | undefined;
  return (line) => {
    const secrets = secretsNow();
    if (secrets !== read) {
      read = secrets;
      for (const secret of secrets.filter(({ length }) => length >= SHORTEST_SECRET)) {
        // As JSON writes it, too, which is how it would stand in a line.
        written.add(secret).add(JSON.stringify(secret).slice(1, -1));
      }
    }
    const without = [...written].reduce((text, secret) => text.replaceAll(secret, "***"), line);
    return PATTERNS.reduce((text, [pattern, by]) => text.replace(pattern, by), without);
  };
}
