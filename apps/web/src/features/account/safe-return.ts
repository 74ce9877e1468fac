/** Pages that nobody wants to come back to after signing in. */
const ACCOUNT_PAGES =
  /^\/(?:sign-in|sign-up|forgot-password|reset-password|verify-email|confirm-email|setup)(?:[/?#]|$)/;

/** Where to go after signing in: a path of this very site, whatever the address says; the first page otherwise. */
export function safeReturn(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || !wanted.startsWith("/") || /[\\\p{Cc}]/u.test(wanted)) return "/";
  if (!URL.canParse(wanted, origin)) return "/";
  const url = new URL(wanted, origin);
  if (url.origin !== origin) return "/";
  const path = `${url.pathname}${url.search}${url.hash}`;
  return path.startsWith("//") || ACCOUNT_PAGES.test(path) ? "/" : path;
}
