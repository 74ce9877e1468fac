import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true } as const;

const SHOP_CSV = [
  "day,shop,amount",
  ...Array.from(
    { length: 60 },
    (_, index) =>
      `2025-0${1 + (index % 6)}-1${index % 9},${["North", "South", "<b>East</b>"][index % 3]},${(index + 1) * 10}.50`,
  ),
].join("\n");
const BROKEN_CSV = 'id,name,price\n1,"one",1.00\n2,"two never ends,2.00\n3,three,3.00\n';

const file = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("Your question").fill(question);
  await page.keyboard.press("Enter");
}

async function chooseFiles(page: Page, files: ReturnType<typeof file>[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: /drop your own file/ }).click(),
  ]);
  await chooser.setFiles(files);
}

/** Until it stands there: a page that is still loading may put its own first statement over what was typed. */
async function writeSql(page: Page, sql: string): Promise<void> {
  const editor = page.locator(".cm-content").last();
  const write = async (): Promise<string> => {
    await editor.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(sql);
    return (await editor.textContent()) ?? "";
  };
  await expect.poll(write).toBe(sql);
}

describe.skipIf(mustSkip)("the web app in a real browser", () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await startAppUnderTest();
  }, 240_000);
  afterAll(() => app?.close());

  test("the first screen invites a question: the cursor is in the box and a suggestion answers", async () => {
    const { page, context, consoleErrors } = await app.visit("/");
    await page.getByRole("heading", { name: "What do you want to know?" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("question");
    for (const team of ["Sales", "Marketing", "Operations"]) await page.getByRole("radio", { name: team }).waitFor();
    await page.getByRole("region", { name: "Or try one of these" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "How I read this" }).waitFor();
    await page.getByText(/answered in/).waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("upload, ask, chart, edit the SQL, export", async () => {
    const { page, context, consoleErrors } = await app.visit("/");
    await chooseFiles(page, [file("shops.csv", SHOP_CSV)]);
    await page.getByText("Ready to ask").waitFor();
    await page.getByRole("radio", { name: "shops", checked: true }).waitFor();
    await ask(page, "total amount by shop");
    await page.getByRole("img", { name: /chart: / }).waitFor();
    await page.getByRole("button", { name: "SQL", exact: false }).filter({ hasText: "SELECT" }).click();
    await page.locator(".cm-content").waitFor();
    await writeSql(page, "SELECT shop, count(*) AS visits FROM shops GROUP BY shop ORDER BY shop");
    await page.getByRole("button", { name: "Run my version" }).click();
    await page.getByText("Your version of the SQL.").waitFor();
    await page.getByRole("radio", { name: "Table" }).click();
    // Markup in a cell is text like any other.
    await page.getByRole("gridcell", { name: "<b>East</b>" }).waitFor();
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: /^CSV/ }).click(),
    ]);
    const csv = await readFile(await download.path(), "utf8");
    expect(csv.split(/\r?\n/).slice(0, 2)).toEqual(["shop,visits", "<b>East</b>,20"]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a broken file is refused with its name and row, and nothing is kept", async () => {
    const { page, context } = await app.visit("/");
    await chooseFiles(page, [file("broken.csv", BROKEN_CSV)]);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/broken\.csv[\s\S]*row \d+/);
    const sources = await page.evaluate(async () => (await fetch("/api/v1/workspaces/mine/sources")).json());
    expect(sources.items).toEqual([]);
    await context.close();
  });

  test("a file can be dropped anywhere", async () => {
    const { page, context } = await app.visit("/sql");
    await page.getByRole("heading", { name: "SQL" }).waitFor();
    const transfer = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
      return data;
    }, SHOP_CSV);
    await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
    await page.getByText("Let go to ask this file").waitFor();
    await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
    await page.getByText("Ready to ask").waitFor();
    await page.getByRole("radio", { name: "dropped" }).waitFor();
    await context.close();
  });

  test("Escape stops a running statement, and the next one runs", async () => {
    const { page, context } = await app.visit("/sql?source=sales");
    await page.locator(".cm-content").waitFor();
    await writeSql(
      page,
      "SELECT count(*) FROM order_items a, order_items b, order_items c WHERE a.quantity + b.quantity + c.quantity > 1",
    );
    const sent = page.waitForRequest((request) => request.method() === "POST" && /\/queries$/.test(request.url()));
    await page.keyboard.press("ControlOrMeta+Enter");
    await sent;
    await page.getByRole("button", { name: /Stop/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Stopped.").waitFor();
    await writeSql(page, "SELECT 1 AS one");
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByRole("gridcell", { name: "1" }).waitFor();
    await context.close();
  });

  test("a refused statement names the rule and underlines the place", async () => {
    const { page, context } = await app.visit("/sql?source=sales");
    await page.locator(".cm-content").waitFor();
    await writeSql(page, "SELECT * FROM read_csv('/etc/passwd')");
    await page.keyboard.press("ControlOrMeta+Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("Rule:");
    await context.close();
  });

  test("a million rows scroll to the last one, sort and filter", async () => {
    const { page, context, consoleErrors } = await app.visit("/sql?source=sales");
    await page.locator(".cm-content").waitFor();
    await writeSql(page, "SELECT range AS n, range % 1000 AS bucket FROM range(1000000)");
    await page.keyboard.press("ControlOrMeta+Enter");
    const grid = page.getByRole("grid");
    await grid.waitFor();
    expect(await grid.getAttribute("aria-rowcount")).toBe("1000001");
    await grid.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await page.getByRole("gridcell", { name: "999,999", exact: true }).waitFor();
    expect(await page.getByRole("row").count()).toBeLessThan(60);
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("gridcell", { name: "999,999", exact: true }).first().waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("combobox", { name: "Condition" }).selectOption("eq");
    await page.getByLabel("Value", { exact: true }).fill("123456");
    await page.getByRole("button", { name: "Filter rows" }).click();
    await page.getByText("1 row", { exact: true }).first().waitFor();
    await page.getByRole("gridcell", { name: "123,456", exact: true }).waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("the keyboard alone is enough: ask, palette, sources, table, copy", async () => {
    const { page, context } = await app.visit("/");
    await page.getByRole("radio", { name: "Sales" }).waitFor();
    await page.keyboard.type("how many customers are there");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "How I read this" }).waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await page.getByLabel("Your question").inputValue()).toBe("how many customers are there");
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("go sources");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Sources", exact: true }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.waitForURL((url) => url.pathname === "/");
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("question");
    await page.getByRole("radio", { name: "Table" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("grid").focus();
    await page.keyboard.press("ControlOrMeta+c");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d+$/);
    await context.close();
  });

  test("the conversation survives a reload, and the words of a question that is not understood are named", async () => {
    const { page, context } = await app.visit("/");
    await page.getByRole("radio", { name: "Sales" }).waitFor();
    await ask(page, "zzyzx frobnication of quuxes");
    await page.getByText("These work").waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "zzyzx frobnication of quuxes" }).waitFor();
    await page.getByRole("list", { name: "Questions that work" }).getByRole("button").first().click();
    await page.getByRole("button", { name: "How I read this" }).waitFor();
    await context.close();
  });

  test.each([
    ["light", { colorScheme: "light" as const }],
    ["dark", { colorScheme: "dark" as const }],
    ["phone", { ...PHONE, colorScheme: "light" as const }],
  ])("%s: every page is clean under axe, fits the width and logs no error", async (name, options) => {
    const { page, context, consoleErrors } = await app.visit("/", options);
    for (const [label, path, prepare] of PAGES) {
      if (path !== null) await page.goto(app.url + path);
      await prepare(page);
      const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      const theme = await page.evaluate(() => document.documentElement.dataset.theme);
      expect({ label, findings: await axeFindings(page), isTooWide: (wide ?? 0) > (shown ?? 0), theme }).toEqual({
        label,
        findings: [],
        isTooWide: false,
        theme: name === "dark" ? "dark" : "light",
      });
    }
    expect(consoleErrors).toEqual([]);
    await context.close();
  });
});

/** Each page in the state in which it holds most. A null path stays on the page before. */
const PAGES: readonly (readonly [label: string, path: string | null, prepare: (page: Page) => Promise<void>])[] = [
  ["the landing", null, (page) => page.getByRole("region", { name: "Or try one of these" }).waitFor()],
  [
    "the palette",
    null,
    async (page) => {
      await page.keyboard.press("ControlOrMeta+k");
      await page.getByRole("listbox").waitFor();
    },
  ],
  [
    "an answer",
    "/",
    async (page) => {
      await page.getByRole("radio", { name: "Sales" }).waitFor();
      await ask(page, "show me revenue per month");
      await page.getByRole("button", { name: "How I read this" }).click();
      await page.getByRole("button", { name: /^SQL/ }).click();
      await page.locator(".cm-content").waitFor();
    },
  ],
  ["the sources", "/sources", (page) => page.getByRole("link", { name: /Sales/ }).waitFor()],
  ["a source", "/sources/sales?table=orders", (page) => page.getByRole("heading", { name: "orders" }).waitFor()],
  [
    "SQL",
    "/sql?source=sales",
    async (page) => {
      await page.locator(".cm-content").waitFor();
      await page.getByRole("button", { name: /Run/ }).click();
      await page.getByRole("grid").waitFor();
    },
  ],
];
