import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";

const FIRST = "Show me revenue per month";
const SECOND = "What are the 5 best-selling products by quantity?";

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("Your question").fill(question);
  await page.keyboard.press("Enter");
  const turn = page.getByRole("article").filter({ has: page.getByRole("heading", { name: question }) });
  await turn.last().getByRole("button", { name: "How I read this" }).waitFor();
}

const titles = (page: Page) =>
  page.getByRole("navigation", { name: "Conversations" }).locator("li a > span:first-child").allTextContents();
const list = (page: Page) => page.getByRole("navigation", { name: "Conversations" });
const turns = (page: Page) => page.getByRole("article").getByRole("heading", { level: 2 });
const more = async (page: Page, title: string, item: RegExp) => {
  await list(page).getByRole("link", { name: title }).hover();
  await page.getByRole("button", { name: `More for ${title}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
};

describe.skipIf(mustSkip)("conversations in a real browser", () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await startAppUnderTest();
  }, 240_000);
  afterAll(() => app?.close());

  async function visitTalking(options: BrowserContextOptions = {}) {
    const visit = await app.visit("/?source=sales", options);
    await visit.page.getByRole("radio", { name: "Sales" }).waitFor();
    await ask(visit.page, FIRST);
    return visit;
  }

  test("a first visitor sees the invitation alone; the first question brings the list and its own address", async () => {
    const { page, context, consoleErrors } = await app.visit("/?source=sales");
    await page.getByRole("radio", { name: "Sales" }).waitFor();
    expect(await list(page).count()).toBe(0);
    await ask(page, FIRST);
    await page.waitForURL(/\/c\/[0-9a-f-]{36}$/);
    await expect.poll(() => titles(page)).toEqual([FIRST]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("question");
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("another reading is chosen with one click, answered in full, and gone on with", async () => {
    const { page, context, consoleErrors } = await visitTalking();
    const question = "customers by country and revenue";
    await page.getByLabel("Your question").fill(question);
    await page.keyboard.press("Enter");
    const turn = page.getByRole("article").filter({ has: page.getByRole("heading", { name: question }) });
    const howRead = turn.getByRole("button", { name: "How I read this" });
    const readings = turn.getByRole("list", { name: /Did you mean|It can also be read as/ });
    // Whether it is answered or asked back, other readings are offered.
    await howRead.or(readings).first().waitFor();
    if ((await readings.count()) === 0) await howRead.click();
    // Offered by what sets it apart, it is told in full once it is chosen.
    const wanted = ((await readings.getByRole("button").first().getAttribute("title")) ?? "").replace(/\.$/, "");
    await readings.getByRole("button").first().click();
    await turn.getByText("You chose this reading.", { exact: false }).waitFor();
    await howRead.getByText(wanted, { exact: false }).waitFor();
    expect(await turns(page).count()).toBe(2);
    // The first reading is now among the others, and one click leads back.
    const others = turn.getByRole("list", { name: "You chose this reading. The others are" });
    await others.getByRole("button").first().click();
    await others.getByRole("button", { name: wanted }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("taken up again by its address: answers are drawn in full and a follow-up is understood", async () => {
    const { page, context, consoleErrors } = await visitTalking();
    await page.waitForURL(/\/c\//);
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    await page.getByRole("img", { name: /chart/ }).waitFor();
    await page.getByRole("button", { name: "Export" }).waitFor();
    await ask(page, "only in Europe");
    await page.getByRole("button", { name: /^SQL/ }).last().waitFor();
    expect(await page.getByRole("button", { name: /^SQL/ }).last().textContent()).toContain("'Europe'");
    await page.reload();
    await expect.poll(() => turns(page).allTextContents()).toEqual([FIRST, "only in Europe"]);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("several conversations: searched, renamed in place, walked through by keys", async () => {
    const { page, context } = await visitTalking();
    await page.keyboard.press("Alt+KeyN");
    await page.getByRole("heading", { name: "What do you want to know?" }).waitFor();
    await ask(page, SECOND);
    await expect.poll(() => titles(page)).toEqual([SECOND, FIRST]);
    await page.keyboard.press("Alt+ArrowDown");
    await expect.poll(() => turns(page).allTextContents()).toEqual([FIRST]);
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => turns(page).allTextContents()).toEqual([SECOND]);

    await page.keyboard.press("Alt+KeyH");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("conversation-search");
    await page.keyboard.type("revenue");
    await expect.poll(() => titles(page)).toEqual([FIRST]);
    await page.keyboard.press("Escape");
    await expect.poll(() => titles(page)).toEqual([SECOND, FIRST]);

    await list(page).getByRole("link", { name: FIRST }).focus();
    await page.keyboard.press("F2");
    await page.getByLabel("Name of the conversation").fill("Monthly figures");
    await page.keyboard.press("Enter");
    await expect.poll(() => titles(page)).toEqual([SECOND, "Monthly figures"]);
    await page.reload();
    await expect.poll(() => titles(page)).toEqual([SECOND, "Monthly figures"]);
    await context.close();
  });

  test("deleted, and brought back by Undo", async () => {
    const { page, context } = await visitTalking();
    await expect.poll(() => titles(page)).toEqual([FIRST]);
    await more(page, FIRST, /Delete/);
    await page.getByRole("heading", { name: "What do you want to know?" }).waitFor();
    await expect.poll(() => list(page).count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => titles(page)).toEqual([FIRST]);
    await list(page).getByRole("link", { name: FIRST }).click();
    await expect.poll(() => turns(page).allTextContents()).toEqual([FIRST]);
    await context.close();
  });

  test("forked from an answer: the fork goes on, the first stays as it was", async () => {
    const { page, context } = await visitTalking();
    await ask(page, SECOND);
    const before = page.url();
    await page.getByRole("article").first().getByRole("button", { name: "Fork" }).click();
    await page.waitForURL((url) => url.pathname.startsWith("/c/") && url.href !== before);
    await expect.poll(() => turns(page).allTextContents()).toEqual([FIRST]);
    await ask(page, "How many customers are there?");
    await page.goto(before);
    await expect.poll(() => turns(page).allTextContents()).toEqual([FIRST, SECOND]);
    await context.close();
  });

  test("shared by a link that another browser can read until sharing is stopped", async () => {
    const { page, context } = await visitTalking();
    await expect.poll(() => titles(page)).toEqual([FIRST]);
    await more(page, FIRST, /Share/);
    await page.getByRole("button", { name: "Make a link" }).click();
    await page.getByRole("button", { name: "Copy link" }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\/shared#[\w-]{43}$/);
    expect(await axeFindings(page)).toEqual([]);

    const reader = await app.visit("/");
    const asked: string[] = [];
    reader.page.on("request", (request) => asked.push(request.url()));
    await reader.page.goto(link);
    await reader.page.getByRole("heading", { level: 1, name: FIRST }).waitFor();
    await reader.page.getByRole("img", { name: /chart/ }).waitFor();
    expect(await reader.page.getByLabel("Your question").count()).toBe(0);
    expect(await axeFindings(reader.page)).toEqual([]);
    const token = link.split("#")[1] ?? "";
    expect(asked.filter((url) => url.split("#")[0]?.includes(token))).toEqual([]);

    await page.getByRole("button", { name: "Stop sharing" }).click();
    await page.getByRole("button", { name: "Make a link" }).waitFor();
    await reader.page.reload();
    await reader.page.getByText("SHARE_NOT_FOUND").waitFor();
    expect(reader.consoleErrors).toEqual([]);
    await reader.context.close();
    await context.close();
  });

  test("found in the history, saved, run again from there, deleted", async () => {
    const { page, context, consoleErrors } = await visitTalking();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByLabel("Name", { exact: true }).fill("Revenue by month");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByText(/is saved/).waitFor();

    await page.getByRole("link", { name: "History", exact: true }).click();
    await page.getByLabel("Search history").fill("nothing like this");
    await page.getByText("Nothing found").waitFor();
    await page.getByLabel("Search history").fill("revenue sum");
    await page.getByRole("link", { name: new RegExp(FIRST) }).click();
    await expect.poll(() => turns(page).allTextContents()).toEqual([FIRST]);

    await page.goto(`${app.url}/history?view=saved`);
    const saved = page.getByRole("article", { name: "Revenue by month" });
    await saved.getByRole("button", { name: "Run", exact: true }).click();
    await saved.getByRole("img", { name: /chart/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await saved.getByRole("button", { name: /^Delete/ }).click();
    await page.getByText("Nothing saved yet").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await saved.waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("when its data is gone, the question and the statement are still there", async () => {
    const { page, context } = await app.visit("/");
    const id = await page.evaluate(async () => {
      const form = new FormData();
      form.append("file", new Blob(["shop,amount\nNorth,1\nSouth,2\n"]), "shops.csv");
      const uploaded = await fetch("/api/v1/workspaces/mine/sources", { method: "POST", body: form });
      return String((await uploaded.json()).source.id);
    });
    await page.goto(`${app.url}/?source=${id}`);
    await page.getByRole("radio", { name: "shops" }).waitFor();
    await ask(page, "total amount by shop");
    await page.waitForURL(/\/c\//);
    await page.evaluate((source) => fetch(`/api/v1/sources/${source}`, { method: "DELETE" }), id);
    await page.reload();
    await page.getByText(/every value read from it went with it/).waitFor();
    await page.getByText(/GROUP BY/).waitFor();
    expect(await page.getByText("North").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Ask", exact: true }).isDisabled()).toBe(true);
    await context.close();
  });

  test("rows that are no longer kept are shown as far as they are, and run again for the rest", async () => {
    const { page, context, consoleErrors } = await app.visit("/?source=sales");
    await page.getByRole("radio", { name: "Sales" }).waitFor();
    await ask(page, "SELECT customer_id, city FROM customers ORDER BY customer_id");
    await page.waitForURL(/\/c\//);
    // As after a restart of the server, which forgets results and not conversations.
    await page.route("**/api/v1/conversations/*", async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replaceAll('"isResultKept":true', '"isResultKept":false');
      await route.fulfill({ response, body });
    });
    await page.reload();
    await page.getByText(/The first 50 of 3,200 rows/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: /Run again for all rows/ }).click();
    await page.getByText("The same statement, run just now.").waitFor();
    await page.getByRole("button", { name: "Export" }).waitFor();
    await page.getByText(/^3,200 rows/).waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("an address that is nobody's says so and leads back", async () => {
    const { page, context } = await app.visit("/c/01980000-0000-7000-8000-000000000000");
    await page.getByText("CONVERSATION_NOT_FOUND").waitFor();
    await page.getByRole("link", { name: "Ask a new question" }).click();
    await page.getByRole("heading", { name: "What do you want to know?" }).waitFor();
    await context.close();
  });

  test.each<[string, BrowserContextOptions]>([
    ["light", {}],
    ["dark", { colorScheme: "dark" }],
    ["phone", { viewport: { width: 375, height: 812 }, hasTouch: true }],
  ])(
    "%s: conversation, list, history and saved answers are clean under axe and fit the width",
    async (look, options) => {
      const { page, context, consoleErrors } = await visitTalking(options);
      const judge = async (name: string) => {
        expect(await axeFindings(page), `${look} ${name}`).toEqual([]);
        const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect(overflow, `${look} ${name} fits the width`).toBeLessThanOrEqual(0);
      };
      await judge("conversation");
      if (look === "phone") {
        await page.getByRole("button", { name: "Show conversations" }).click();
        await list(page).getByRole("link", { name: FIRST }).waitFor();
        await judge("drawer");
        await page.getByRole("button", { name: `More for ${FIRST}` }).click();
        await page.getByRole("menuitem", { name: /Rename/ }).click();
        await page.getByLabel("Name of the conversation").fill("Renamed");
        await page.keyboard.press("Enter");
        await list(page).getByRole("link", { name: "Renamed" }).click();
        await expect.poll(() => list(page).count()).toBe(0);
      }
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
      await page.getByText(/is saved/).waitFor();
      await page.goto(`${app.url}/history`);
      await page.getByRole("link", { name: new RegExp(FIRST) }).waitFor();
      await judge("history");
      await page.goto(`${app.url}/history?view=saved`);
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page.getByRole("button", { name: "Export" }).waitFor();
      await judge("saved");
      expect(consoleErrors).toEqual([]);
      await context.close();
    },
  );
});
