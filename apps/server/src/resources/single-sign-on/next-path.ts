const BASE = "https://base.invalid";
const LONGEST = 500;

/** A path of this server to go to afterwards, or "/": whatever a link says, nobody is sent elsewhere. */
export function nextPath(text: string | undefined): string {
  if (text === undefined || text.length > LONGEST) return "/";
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes("\\") || /%5c|%2f%2f/i.test(text)) return "/";
  if (!URL.canParse(text, BASE)) return "/";
  const url = new URL(text, BASE);
  return url.origin === BASE && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}${url.hash}` : "/";
}
