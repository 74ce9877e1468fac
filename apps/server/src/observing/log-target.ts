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
 * since a request must not wait for its log.
 */
export function unblockedLog(
  target: LogTarget,
  secrets: readonly string[],
  onDrop: () => void,
): { write(line: string): void } {
  const scrub = scrubber(secrets);
  return {
    write(line) {
      if (target.writableLength > MAX_WAITING_BYTES) return onDrop();
      try {
        target.write(scrub(line));
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

function scrubber(secrets: readonly string[]): (line: string) => string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  // As JSON writes it, which is how it would stand in a line.
  const written = [...new Set([...known, ...known.map((secret) => JSON.stringify(secret).slice(1, -1))])];
  return (line) => {
    const without = written.reduce((text, secret) => text.replaceAll(secret, "***"), line);
    return PATTERNS.reduce((text, [pattern, by]) => text.replace(pattern, by), without);
  };
}
