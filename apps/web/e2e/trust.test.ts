import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";

const QUESTION = "How many orders were cancelled last month?";

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("Your question").fill(question);
  await page.keyboard.press("Enter");
  const turn = page.getByRole("article").filter({ has: page.getByRole("heading", { name: question }) });
  await turn.last().getByRole("button", { name: "How I read this" }).waitFor();
}

const badge = (page: Page) => page.getByRole("button", { name: /what stands behind it/ });
const drawer = (page: Page) => page.getByRole("dialog");

describe.skipIf(mustSkip)("what stands behind an answer, in a real browser", () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await startAppUnderTest();
  }, 240_000);
  afterAll(() => app?.close());

  async function visitAsking(question: string, options: BrowserContextOptions = {}) {
    const visit = await app.visit("/?source=sales", options);
    await visit.page.getByRole("radio", { name: "Sales" }).waitFor();
    await ask(visit.page, question);
    return visit;
  }

  test("opens by keyboard, tells checks and receipt, and closes again", async () => {
    const { page, context, consoleErrors } = await visitAsking(QUESTION);
    await badge(page).focus();
    await page.keyboard.press("Enter");
    await drawer(page).getByText("All checks were made.").waitFor({ state: "attached" });
    await drawer(page).getByText("Nothing left this server.").waitFor();
    expect(await drawer(page).getByRole("listitem").filter({ hasText: "passes" }).count()).toBeGreaterThan(2);
    await page.keyboard.press("Escape");
    await drawer(page).waitFor({ state: "detached" });
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a condition taken out of the receipt runs at once, and the first answer comes back", async () => {
    const { page, context, consoleErrors } = await visitAsking(QUESTION);
    const sentence = await page.getByRole("article").locator("p.font-serif").first().textContent();
    await badge(page).click();
    await drawer(page)
      .getByRole("button", { name: /^Run without/ })
      .first()
      .click();
    await page.getByText("Your version of the SQL.").waitFor();
    // What was edited is judged like any other statement, and its receipt can be edited again.
    await badge(page).click();
    await drawer(page).getByText("All checks were made.").waitFor({ state: "attached" });
    await drawer(page).getByText("A person", { exact: false }).first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Back to the first answer" }).click();
    await expect.poll(() => page.getByRole("article").locator("p.font-serif").first().textContent()).toBe(sentence);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("the dates of an answer can be moved", async () => {
    const { page, context } = await visitAsking(QUESTION);
    await badge(page).click();
    await drawer(page).getByLabel("From", { exact: true }).fill("2025-06-01");
    await drawer(page).getByRole("button", { name: "Run for these dates" }).click();
    await page.getByText("Your version of the SQL.").waitFor();
    await page.getByRole("button", { name: "SQL", exact: false }).first().waitFor();
    await context.close();
  });

  test("a statement typed by hand is judged as well", async () => {
    const { page, context, consoleErrors } = await app.visit(
      `/sql?source=sales&sql=${encodeURIComponent("SELECT status, count(*) AS n FROM orders GROUP BY status")}`,
    );
    await page.getByRole("button", { name: /^Run / }).click();
    await badge(page).click();
    await drawer(page).getByText("All checks were made.").waitFor({ state: "attached" });
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test.each<[string, BrowserContextOptions]>([
    ["light", {}],
    ["dark", { colorScheme: "dark" }],
    ["phone", { viewport: { width: 375, height: 812 }, hasTouch: true }],
  ])("%s: answer and drawer are clean under axe and fit the width", async (look, options) => {
    const { page, context } = await visitAsking("Show me revenue per month", options);
    const judge = async (name: string) => {
      expect(await axeFindings(page), `${look} ${name}`).toEqual([]);
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(overflow, `${look} ${name} fits the width`).toBeLessThanOrEqual(0);
    };
    await judge("answer");
    await badge(page).click();
    await drawer(page).getByText("All checks were made.").waitFor({ state: "attached" });
    await judge("drawer");
    await context.close();
  });
});
