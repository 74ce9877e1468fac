const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
  ["curl/", "curl"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const;

const nameIn = (userAgent: string, names: readonly (readonly [sign: string, name: string])[]): string | undefined =>
  names.find(([sign]) => userAgent.includes(sign))?.[1];

/** "Firefox on Windows": enough for its owner to know it again. */
export function deviceWords(userAgent: string): string {
  const browser = nameIn(userAgent, BROWSERS);
  const system = nameIn(userAgent, SYSTEMS);
  if (browser === undefined) return userAgent === "" ? "A program" : userAgent.slice(0, 60);
  return system === undefined ? browser : `${browser} on ${system}`;
}
