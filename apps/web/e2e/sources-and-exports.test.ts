import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";

const CSV = [
  "shop;amount;day",
  ...["North;1,5", "South;2,5", "North;3,5", "East;4,5"].map((row) => `${row};03/04/2025`),
];

async function uploadShops(app: AppUnderTest, name = "shops.csv"): Promise<Awaited<ReturnType<AppUnderTest["visit"]>>> {
  const visit = await app.visit("/sources");
  const { page } = visit;
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Add files", exact: true }).click(),
  ]);
  await chooser.setFiles([{ name, mimeType: "text/csv", buffer: Buffer.from(CSV.join("\n")) }]);
  await page.getByText("Ready to ask").waitFor();
  return visit;
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel("Your question").fill(question);
  await page.getByLabel("Your question").press("Enter");
}

async function openSource(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Sources", exact: true }).click();
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await page.getByRole("heading", { level: 1, name: new RegExp(name) }).waitFor();
}

async function saved(page: Page, item: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole("button", { name: "Export" }).last().click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe.skipIf(mustSkip)("sources and exports in a real browser", () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await startAppUnderTest();
  }, 240_000);
  afterAll(() => app?.close());

  test("every export holds what its name says", async () => {
    const { page, context, consoleErrors } = await uploadShops(app);
    await ask(page, "total amount by shop");
    await page.getByRole("img", { name: /chart: / }).waitFor();
    const json: unknown = JSON.parse((await saved(page, /^JSON/)).bytes.toString("utf8"));
    expect(json).toHaveLength(3);
    expect(JSON.stringify(json)).toContain('"North"');
    const xlsx = await saved(page, /^Excel/);
    expect([xlsx.name, xlsx.bytes.subarray(0, 2).toString()]).toEqual([expect.stringMatching(/\.xlsx$/), "PK"]);
    const parquet = (await saved(page, /^Parquet/)).bytes;
    expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(["PAR1", "PAR1"]);
    const png = (await saved(page, /^PNG/)).bytes;
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(600);
    const svg = (await saved(page, /^SVG/)).bytes.toString("utf8");
    expect(svg).toMatch(/^<svg[\s\S]*North[\s\S]*<\/svg>\s*$/);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("two sources are combined, joined by what fits, asked as one, and the plan is shown", async () => {
    const { page, context, consoleErrors } = await uploadShops(app);
    await page.evaluate(async () => {
      const form = new FormData();
      form.append("file", new Blob(["shop,manager\nNorth,Ann\nSouth,Bob\nEast,Ann\n"]), "managers.csv");
      await fetch("/api/v1/workspaces/mine/sources", { method: "POST", body: form });
    });
    await page.goto(`${app.url}/sources`);
    await page.getByRole("link", { name: "Combine" }).click();
    await page.getByRole("checkbox", { name: /shops/ }).check();
    await page.getByRole("checkbox", { name: /managers/ }).check();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Combine" }).click();
    await page.getByText("shops.shop → managers.shop").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("link", { name: "Ask this" }).click();
    await ask(page, "total amount by manager");
    await page.getByRole("img", { name: /chart: / }).waitFor();
    await page.goto(`${app.url}/sql?source=${new URL(page.url()).searchParams.get("source") ?? ""}`);
    await page.getByRole("button", { name: "Show the plan" }).click();
    await page.getByText("Joined here.").waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("verified questions are put to the test, and rows are shown side by side", async () => {
    const { page, context, consoleErrors } = await uploadShops(app);
    await openSource(page, "shops");
    await page.getByRole("radio", { name: "Test" }).click();
    await page.getByRole("button", { name: "Run the test" }).click();
    await page.getByText("There is no verified question yet.").waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await page.evaluate(async (source) => {
      for (const [question, sql] of [
        ["total amount by shop", "SELECT shop, sum(amount) FROM shops GROUP BY shop"],
        ["number of rows", "SELECT 99 AS n FROM shops LIMIT 1"],
      ]) {
        await fetch(`/api/v1/sources/${source}/knowledge`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ body: { kind: "verified", question, sql } }),
        });
      }
    }, id);
    await page.getByRole("button", { name: "Run the test" }).click();
    await page.getByRole("cell", { name: "1 (50 %)" }).first().waitFor();
    await page.getByText("number of rows").click();
    await page.getByRole("cell", { name: "99" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a source is renamed, unless somebody else was faster", async () => {
    const { page, context } = await uploadShops(app);
    await openSource(page, "shops");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByLabel("New name").fill("My shops");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "My shops" }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await page.getByRole("button", { name: "Rename" }).click();
    await page.evaluate(
      (source) =>
        fetch(`/api/v1/sources/${source}`, {
          method: "PATCH",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ name: "Renamed elsewhere" }),
        }),
      id,
    );
    await page.getByLabel("New name").fill("Mine again");
    await page.getByRole("button", { name: "Save" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("EDIT_CONFLICT");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "Mine again" }).waitFor();
    await context.close();
  });

  test("a deletion is undone within seconds, and is kept when the tab is closed", async () => {
    const { page, context } = await uploadShops(app);
    const names = async () =>
      (await (await context.request.get(`${app.url}/api/v1/workspaces/mine/sources`)).json()).items.length;
    await openSource(page, "shops");
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByText("“shops” is deleted.").waitFor();
    expect(await page.getByRole("link", { name: /shops/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: /shops/ }).waitFor();
    expect(await names()).toBe(1);
    await openSource(page, "shops");
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByText("“shops” is deleted.").waitFor();
    await page.close({ runBeforeUnload: true });
    await expect.poll(names).toBe(0);
    await context.close();
  });

  test("a file is read again with another delimiter, decimal sign and date order", async () => {
    const { page, context, consoleErrors } = await uploadShops(app);
    await openSource(page, "shops");
    await page.getByRole("button", { name: "Not right? Change it" }).click();
    await page.getByLabel(/^Dates such as/).selectOption("mdy");
    await page.getByRole("button", { name: "Read the file again" }).click();
    await page.getByRole("button", { name: "Not right? Change it" }).waitFor();
    await page
      .getByText(/2025-03-04/)
      .first()
      .waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a file is replaced after its drift was shown, a renamed column keeps its name, and it is undone", async () => {
    const { page, context, consoleErrors } = await uploadShops(app);
    await openSource(page, "shops");
    const next = ["store_shop;amount;day", "West;9,5;03/04/2025"].join("\n");
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Replace", exact: true }).click(),
    ]);
    await chooser.setFiles([{ name: "shops_2026.csv", mimeType: "text/csv", buffer: Buffer.from(next) }]);
    const dialog = page.getByRole("dialog", { name: "Replace the file?" });
    await dialog.getByText("4 rows become 1.").waitFor();
    expect(await dialog.getByRole("combobox").inputValue()).toBe("shop");
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Replace it" }).click();
    await page.getByText(/1 row, 3 columns/).waitFor();
    expect(await page.getByText("store_shop").count()).toBe(0);
    await page.getByRole("button", { name: "Undo replacing" }).click();
    await page.getByText(/4 rows, 3 columns/).waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("each new answer comes into view, and long SQL is laid out", async () => {
    const { page, context } = await app.visit("/?source=sales");
    await page.getByRole("region", { name: "Or try one of these" }).waitFor();
    for (const question of ["show me revenue per month", "total profit by region"]) {
      await ask(page, question);
      await page.getByRole("heading", { level: 2, name: question }).waitFor();
      await page.getByRole("button", { name: "How I read this" }).last().waitFor();
      const top = () =>
        page.getByRole("heading", { level: 2, name: question }).evaluate((it) => it.getBoundingClientRect().top);
      await expect.poll(top).toBeLessThan(220);
      expect(await top()).toBeGreaterThan(0);
    }
    await ask(page, "SELECT region FROM customers GROUP BY region ORDER BY count(*) DESC LIMIT 1");
    await page.getByRole("button", { name: "How I read this" }).nth(2).waitFor();
    await page.getByRole("button", { name: "SQL", exact: false }).filter({ hasText: "SELECT" }).last().click();
    await expect.poll(() => page.locator(".cm-line").count()).toBeGreaterThan(3);
    await context.close();
  });
});
