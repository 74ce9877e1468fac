import { existsSync } from "node:fs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export const findChromium = (): string | undefined =>
  [process.env.PARLANCE_CHROMIUM ?? "", ...PLACES].find((path) => path !== "" && existsSync(path));

/** Without a browser these tests are skipped, in sight; in CI its absence is a failure. */
export const mustSkip = findChromium() === undefined && process.env.CI !== "true";
