const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a temporary source is still kept, in words. */
export function timeLeft(expiresAt: string | null, now = Date.now()): string {
  if (expiresAt === null) return "Kept";
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return "About to be deleted";
  if (left < HOUR) return `Kept for ${Math.ceil(left / MINUTE)} more minutes`;
  const hours = Math.round(left / HOUR);
  return `Kept for ${hours} more ${hours === 1 ? "hour" : "hours"}, then deleted`;
}
