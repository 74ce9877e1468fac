import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { picture } from "./looking-at.ts";

const ROWS = 12_000;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2023, 0, 1);

/** More rows than one page of a result holds, over days that are long past, in two groups. */
const EVENTS_CSV = [
  "event_id,happened_on,country,duration_ms",
  ...Array.from({ length: ROWS }, (_, row) => {
    const day = new Date(FIRST_DAY + Math.floor(row / 24) * DAY_MS).toISOString().slice(0, 10);
    return `${row},${day},${row % 2 === 0 ? "DE" : "FR"},${(row * 37) % 4_000}`;
  }),
].join("\n");

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("Your question").fill(question);
  await page.keyboard.press("Enter");
}

describe.skipIf(mustSkip)("data as people have it", () => {
  let app: AppUnderTest;
  let page: Page;
  beforeAll(async () => {
    app = await startAppUnderTest({ isDemoEnabled: false });
    ({ page } = await app.visit("/sources"));
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Add files" }).first().click(),
    ]);
    await chooser.setFiles([{ name: "events.csv", mimeType: "text/csv", buffer: Buffer.from(EVENTS_CSV) }]);
    await page.getByText("Ready to ask").waitFor();
  }, 240_000);
  afterAll(() => app?.close());

  test("a histogram counts every row, not those of the first page", async () => {
    await page.goto(`${app.url}/`);
    await ask(page, "histogram of duration");
    await page.getByRole("img", { name: /histogram chart: .*12,000 rows/ }).waitFor();
    expect(await page.getByText("The chart shows the first").count()).toBe(0);
    await picture(page, "histogram-of-all-rows");
  });

  test("dates beyond the data lead back to where it ends", async () => {
    await ask(page, "events in March 2031");
    await page.getByRole("button", { name: "Use May 2024" }).waitFor();
    await page.getByText(/The data ends on 2024-05-14; May 2024 has 336 rows/).waitFor();
    await picture(page, "dates-beyond-the-data");
    await page.getByRole("button", { name: "Use May 2024" }).click();
    await page.getByText("Your version of the SQL.").waitFor();
    await page.getByText("336", { exact: true }).first().waitFor();
  });
});

describe.skipIf(mustSkip)("the page of the API", () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await startAppUnderTest({ isDemoEnabled: false });
  }, 240_000);
  afterAll(() => app?.close());

  test.each(["light", "dark"] as const)("can be read by everybody, %s", async (colorScheme) => {
    const { page, context } = await app.visit("/docs", { colorScheme });
    await page.getByRole("heading", { name: "Parlance" }).first().waitFor();
    await page.getByText("Ask a question in plain language").first().waitFor();
    await expect.poll(() => axeFindings(page), { timeout: 30_000 }).toEqual([]);
    await context.close();
  });
});
