const UNIQUE_VIOLATION = "23505";

/** Drizzle wraps the driver's error; PostgreSQL's code is on the inner one. */
export function isUniqueViolation(error: unknown): boolean {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error && "code" in inner && inner.code === UNIQUE_VIOLATION;
}
