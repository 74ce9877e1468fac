import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SPECIMEN } from "../src/features/welcome/specimen.ts";
import { type AppUnderTest, axeFindings, startAppUnderTest, type Visit } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { isWiderThanWindow, picture } from "./looking-at.ts";

const PASSWORD = "Correct-Horse-7-Battery";

async function setUp({ page }: Visit): Promise<void> {
  await page.getByLabel("Your name").fill("Olu Adé");
  await page.getByLabel("E-mail").fill("olu@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Name of the workspace").fill("Acme");
  await page.getByRole("button", { name: "Set up" }).press("Enter");
  await page.getByRole("button", { name: "Account of Olu Adé" }).waitFor();
}

/** The answer's text, as the page would get it. */
const askSales = (page: Page, question: string): Promise<string> =>
  page.evaluate(
    ([asked]) =>
      fetch("/api/v1/ask", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ sourceId: "sales", question: asked }),
      }).then((response) => response.text()),
    [question],
  );

describe.skipIf(mustSkip)("who is on the server, and what happens there, in a real browser", () => {
  let app: AppUnderTest;
  let visit: Visit;
  beforeAll(async () => {
    app = await startAppUnderTest({ authPerMinute: 1000 });
    visit = await app.visit((app.setupUrl ?? "").slice(app.url.length));
    await setUp(visit);
    const { page } = visit;
    for (const question of ["Show me revenue per month", "what is the meaning of life"]) await askSales(page, question);
  }, 300_000);
  afterAll(() => app?.close());

  test.each([
    ["users", "olu@example.com"],
    ["sessions", "olu@example.com (this device)"],
    ["workspaces", "Acme"],
    ["usage", "Show me revenue per month"],
    ["audit", "answer.ask"],
  ])("/admin/%s shows what there is, on a desk, on a phone and in the dark", async (id, sight) => {
    const { page, consoleErrors } = visit;
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(`${app.url}/admin/${id}`);
    await page.getByText(sight).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, `admin-${id}`);
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await isWiderThanWindow(page), "no sideways scrolling").toBe(false);
    await picture(page, `admin-${id}-phone`);
    await page.evaluate("document.documentElement.dataset.theme = 'dark'");
    expect(await axeFindings(page)).toEqual([]);
    expect(consoleErrors).toEqual([]);
  });

  test("the audit trail is narrowed down", async () => {
    const { page } = visit;
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(`${app.url}/admin/audit`);
    await page.getByLabel("Person").fill("nobody@");
    await page.getByText("Nothing fits.").waitFor();
    await page.getByLabel("Person").fill("olu@");
    await page.getByLabel("Action").fill("answer.ask");
    await page.getByRole("cell", { name: "answer.ask" }).first().waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download as CSV" }).click();
    expect((await download).suggestedFilename()).toBe("audit.csv");
  });

  test("an administrator cannot lock themselves out", async () => {
    const { page } = visit;
    await page.goto(`${app.url}/admin/users`);
    await page.getByRole("button", { name: "What to do with Olu Adé" }).press("Enter");
    await page.getByRole("menuitem", { name: "Disable" }).press("Enter");
    await page.getByText("You cannot do this to yourself.").waitFor();
  });

  test("the answer shown to strangers is the one the demo gives, but for its year and its figure", async () => {
    const { page } = visit;
    const { question } = SPECIMEN;
    const body = await askSales(page, question);
    const answer = JSON.parse(body);
    const withoutYears = (text: string): string => text.replace(/\b20\d\d\b/g, "year");
    expect(withoutYears(answer.sql)).toBe(withoutYears(SPECIMEN.sql));
    expect(withoutYears(JSON.stringify(answer.spans))).toBe(withoutYears(JSON.stringify(SPECIMEN.spans)));
    const whys: string[] = answer.trust.checks
      .filter(({ state }: { state: string }) => state === "pass")
      .map(({ why }: { why: string }) => why);
    expect(whys).toEqual(expect.arrayContaining([...SPECIMEN.checks]));
  });
});
