import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** For looking at: where PARLANCE_SCREENSHOTS names a folder, each state is kept as a picture. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const folder = process.env.PARLANCE_SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

export const isWiderThanWindow = (page: Page): Promise<boolean> =>
  page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
