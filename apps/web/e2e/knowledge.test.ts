import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";

async function ask(page: Page, question: string) {
  await page.getByLabel("Your question").fill(question);
  await page.keyboard.press("Enter");
  const turn = page.getByRole("article").filter({ has: page.getByRole("heading", { name: question }) });
  await turn.last().getByRole("group", { name: "What was this answer worth?" }).waitFor();
  return turn.last();
}

const dialog = (page: Page) => page.getByRole("dialog");
const choose = (page: Page, label: string, option: string) =>
  dialog(page).getByRole("combobox", { name: label, exact: true }).selectOption(option);

describe.skipIf(mustSkip)("knowledge in a real browser", () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await startAppUnderTest();
  }, 240_000);
  afterAll(() => app?.close());

  const visit = async (path = "/sources/sales?view=knowledge", options: BrowserContextOptions = {}) => {
    const found = await app.visit(path, options);
    return found;
  };

  test("an unknown word is explained from the answer, and the same question is answered", async () => {
    const { page, context, consoleErrors } = await visit("/?source=sales");
    await page.getByRole("radio", { name: "Sales" }).waitFor();
    const question = "How many frobs per region?";
    const first = await ask(page, question);
    await first.getByRole("button", { name: "Explain “frobs”" }).click();
    await dialog(page).getByRole("radio", { name: "A table" }).click();
    await choose(page, "Table", "orders");
    await dialog(page).getByRole("button", { name: "Try it" }).click();
    await dialog(page).getByText("with this").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog(page).getByRole("button", { name: "Use from now on" }).click();
    await dialog(page).waitFor({ state: "detached" });
    const second = await ask(page, question);
    await second.getByRole("button", { name: /^SQL/ }).waitFor();
    expect(await second.getByRole("button", { name: /^SQL/ }).textContent()).toContain("orders");
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a definition is written, tried, listed, exported, edited and deleted, by keyboard as well", async () => {
    const { page, context, consoleErrors } = await visit();
    await page.getByRole("heading", { name: "Teach Parlance your words" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Definition", exact: true }).press("Enter");
    await dialog(page).getByLabel("Name").fill("net intake");
    await choose(page, "Table", "orders");
    await choose(page, "Figure", "count");
    await dialog(page).getByRole("button", { name: "Try it" }).click();
    await dialog(page).getByText("Over everything it comes to").waitFor();
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: /Definitions/ }).waitFor();
    await page.getByText("number of orders").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    const text = await readFile(await (await download).path(), "utf8");
    expect(text).toContain("name: net intake");

    await page.getByRole("button", { name: "Edit net intake" }).click();
    await dialog(page)
      .getByLabel(/^Also called/)
      .fill("takings");
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await page.getByText("net intake, takings").waitFor();

    const file = { name: "k.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) };
    await page.getByLabel("Knowledge file").setInputFiles(file);
    await dialog(page).getByText("changed", { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog(page).getByRole("button", { name: "Make these changes" }).click();
    await page.getByText("net intake, takings").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Delete net intake" }).click();
    await page.getByRole("heading", { name: "Teach Parlance your words" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("number of orders").waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a right answer becomes a suggestion, and counts once it is approved", async () => {
    const { page, context } = await visit("/?source=sales");
    await page.getByRole("radio", { name: "Sales" }).waitFor();
    const turn = await ask(page, "Show me revenue per month");
    await turn.getByRole("button", { name: "Right" }).click();
    await page.getByRole("link", { name: "Approve it" }).click();
    await page.getByRole("heading", { name: "One suggestion" }).waitFor();
    await page.getByRole("button", { name: "What would change?" }).click();
    await page.getByText("with this").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("heading", { name: /Verified questions/ }).waitFor();
    expect(await page.getByRole("heading", { name: "One suggestion" }).count()).toBe(0);
    await context.close();
  });

  test("a column is described where it is read, on a phone in the dark", async () => {
    const options = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;
    const { page, context } = await visit("/sources/sales?table=orders", options);
    await page
      .getByRole("button", { name: /^(Describe|Edit the description of) orders\./ })
      .first()
      .click();
    await page.getByLabel(/^Description of orders\./).fill("As the shop counts it");
    await page.keyboard.press("Enter");
    await page.getByText("As the shop counts it").waitFor();
    await page.getByRole("radio", { name: "Knowledge" }).click();
    await page.getByRole("heading", { name: /Descriptions/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "nothing sticks out").toBeLessThanOrEqual(390);
    await context.close();
  });
});
