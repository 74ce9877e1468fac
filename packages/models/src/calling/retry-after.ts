/** Milliseconds a reply asks to wait: Retry-After as seconds or as a date, or the finer retry-after-ms of some vendors. */
export function readRetryAfter(
  headers: Readonly<Record<string, string | undefined>> | undefined,
  nowMs: number,
): number | undefined {
  const fine = Number(headers?.["retry-after-ms"] || Number.NaN);
  if (Number.isFinite(fine) && fine >= 0) return fine;
  const text = headers?.["retry-after"]?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
