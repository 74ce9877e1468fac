import { isSkipped, postgresServer, type TestServer } from "@parlance/testkit";
import pg from "pg";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest, type Visit } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { picture } from "./looking-at.ts";

const CUSTOMERS = [
  "id,name,region,email,salary,spent",
  ...Array.from(
    { length: 30 },
    (_, i) => `${i + 1},Person ${i + 1},${i % 3 === 0 ? "South" : "North"},p${i}@x.example,${5000 + i},${i * 10}`,
  ),
].join("\n");

/** Of this page's own parts; the menu of the account is held by its own test. */
const findings = async (page: Page): Promise<string[]> =>
  (await axeFindings(page)).filter((finding) => !finding.includes("Account of"));

const dialog = (page: Page) => page.getByRole("dialog");
const choose = (page: Page, label: string, option: string) =>
  dialog(page).getByRole("combobox", { name: label, exact: true }).selectOption({ label: option });

const WAGES = [
  "CREATE TABLE staff (id int PRIMARY KEY, name text, pay int)",
  "INSERT INTO staff VALUES (1, 'Ann', 100), (2, 'Bob', 200)",
  "CREATE VIEW wages AS SELECT name, pay FROM staff",
  "CREATE VIEW high_wages_of_the_last_year_by_department AS SELECT * FROM wages WHERE pay > 150",
  "CREATE ROLE reader LOGIN",
  "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
];

describe.skipIf(mustSkip || isSkipped(postgresServer))("rules in a real browser", () => {
  let app: AppUnderTest;
  let visit: Visit;
  let sourceId = "";
  let database: TestServer;
  beforeAll(async () => {
    database = await postgresServer.start();
    const { host, port, user } = database;
    const client = new pg.Client({ host, port, user, database: database.database });
    await client.connect();
    for (const sql of WAGES) await client.query(sql);
    await client.end();
    app = await startAppUnderTest({ authPerMinute: 1000, isDemoEnabled: false, allowedNetworks: ["127.0.0.1"] });
    visit = await app.visit("/sources");
    const { page } = visit;
    await page.goto(app.setupUrl ?? "");
    await page.getByLabel("Your name").fill("Olu Adé");
    await page.getByLabel("E-mail").fill("olu@example.com");
    await page.getByLabel("Password", { exact: true }).fill("Correct-Horse-7-Battery");
    await page.getByLabel("Name of the workspace").fill("Acme");
    await page.getByRole("button", { name: "Set up" }).press("Enter");
    await page.getByRole("button", { name: "Account of Olu Adé" }).waitFor();
    sourceId = await page.evaluate(async (csv) => {
      const form = new FormData();
      form.append("file", new File([csv], "customers.csv"));
      const sent = await fetch("/api/v1/workspaces/mine/sources", { method: "POST", body: form });
      return (await sent.json()).source.id;
    }, CUSTOMERS);
  }, 300_000);
  afterAll(async () => {
    await app?.close();
    await database?.stop();
  });

  test("a rule is written with its faults told, tried as somebody, and made by keyboard", async () => {
    const { page, consoleErrors } = visit;
    await page.goto(`${app.url}/sources/${sourceId}?view=rules`);
    await page.getByText("Everybody in this workspace sees every row").waitFor();
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-none");
    await page.getByRole("button", { name: "New rule" }).press("Enter");
    await choose(page, "Table", "customers");
    const filter = dialog(page).getByLabel("Rows for which this is true");
    await filter.fill("land = 'North'");
    await dialog(page).getByText("The table has no column land").waitFor();
    await picture(page, "rules-fault");
    await filter.fill("region = user.region");
    await dialog(page).getByText("It needs to know of each member: region").waitFor();
    await filter.fill("region = 'North'");
    await dialog(page).getByText("This fits the table.").waitFor();
    await dialog(page).getByLabel("Everyone, owners and admins too").check();
    await dialog(page).getByRole("button", { name: "See what it does" }).press("Enter");
    await dialog(page).getByText("Some rows of customers").waitFor();
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-editor");
    await dialog(page).getByRole("button", { name: "Make the rule" }).press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await page.getByText("Only rows where region = 'North'").waitFor();

    await page.getByRole("button", { name: "New rule" }).click();
    await choose(page, "Table", "customers");
    await choose(page, "What it does", "Mask a column");
    await choose(page, "Column", "email");
    await dialog(page).getByLabel("Everyone, owners and admins too").check();
    await dialog(page).getByRole("button", { name: "Make the rule" }).click();
    await page.getByText("email shows only the last 4 characters").waitFor();
    await page.getByText("Your workspace's rules show you a part of this source.").waitFor();
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-list");
    expect(consoleErrors).toEqual([]);
  }, 120_000);

  test("an answer under rules says so, and its receipt of which table", async () => {
    const { page } = visit;
    await page.goto(`${app.url}/?source=${sourceId}`);
    await page.getByLabel("Your question").fill("how many customers");
    await page.keyboard.press("Enter");
    await page.getByText("Rows limited by your workspace's rules").waitFor();
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-answer");
  }, 120_000);

  test("views that would show what a rule keeps are listed, and opened by name", async () => {
    const { page, consoleErrors } = visit;
    const { host, port } = database;
    const config = { host, port, database: database.database, user: "reader", password: "none", tls: "off" };
    const shop = await page.evaluate(async (settings) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ name: "Staff", connector: "postgres", config: settings });
      const { id } = await (await fetch("/api/v1/sources", { method: "POST", headers, body })).json();
      await fetch(`/api/v1/sources/${id}/sync`, { method: "POST" });
      return id;
    }, config);
    await page.goto(`${app.url}/sources/${shop}?view=rules`);
    await page.getByRole("button", { name: "New rule" }).click();
    await choose(page, "Table", "staff");
    await choose(page, "What it does", "Hide a column");
    await choose(page, "Column", "pay");
    await dialog(page).getByText("2 views show rows of this table").waitFor();
    await dialog(page).getByLabel("analysts", { exact: true }).check();
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-views-told");
    await dialog(page).getByRole("button", { name: "Make the rule" }).click();
    const kept = page.getByText("These views show rows of tables that rules are about");
    await kept.waitFor();
    await page.getByText("wages, which reads staff").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-views-phone");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "New rule" }).click();
    await choose(page, "Table", "wages");
    await choose(page, "What it does", "Open a view");
    await dialog(page).getByLabel("analysts", { exact: true }).check();
    await dialog(page).getByRole("button", { name: "Make the rule" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await kept.waitFor({ state: "detached" });
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-views-opened");
    expect(consoleErrors).toEqual([]);
  }, 120_000);

  test("of a combination it is said where keys may go, and which columns belong together", async () => {
    const { page, consoleErrors } = visit;
    const combined = await page.evaluate(async (customers) => {
      const form = new FormData();
      form.append("file", new File(["place,manager\nNorth,Ann\nSouth,Bob\n"], "places.csv"));
      const sent = await fetch("/api/v1/workspaces/mine/sources", { method: "POST", body: form });
      const places = (await sent.json()).source.id;
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ name: "Both", sourceIds: [customers, places] });
      return (await (await fetch("/api/v1/combinations", { method: "POST", headers, body })).json()).id;
    }, sourceId);
    await page.goto(`${app.url}/sources/${combined}?view=parts`);
    const may = page.getByLabel("Its keys may be sent to the other sources: customers");
    await may.waitFor();
    expect(await may.isChecked()).toBe(true);
    await may.click();
    await expect.poll(() => may.isChecked(), { timeout: 20_000 }).toBe(false);
    const pick = (label: string, option: string) => page.getByLabel(label).selectOption({ label: option });
    await pick("Column: table", "customers");
    await pick("Column: column", "region");
    await pick("belongs to, where each value stands once: table", "places");
    await pick("belongs to, where each value stands once: column", "place");
    await page.getByRole("button", { name: "Add join" }).click();
    await page.getByText("Somebody here said so.").waitFor();
    expect(await findings(page)).toEqual([]);
    await picture(page, "combination-parts");
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await picture(page, "combination-parts-phone");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Remove the join customers.region" }).click();
    await page.getByText("Somebody here said so.").waitFor({ state: "detached" });
    expect(consoleErrors).toEqual([]);
  }, 120_000);

  test("fits a phone, and the dark", async () => {
    const { page } = visit;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(`${app.url}/sources/${sourceId}?view=rules`);
    await page.getByText("email shows only the last 4 characters").waitFor();
    const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(isTooWide).toBe(false);
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-phone-dark");
    await page.getByRole("button", { name: "Change: Only rows" }).click();
    await dialog(page).getByRole("button", { name: "See what it does" }).click();
    await dialog(page).getByText("Some rows of customers").waitFor();
    expect(await findings(page)).toEqual([]);
    await picture(page, "rules-phone-editor");
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Remove: Only rows" }).click();
    await page.getByRole("button", { name: "Remove the rule" }).click();
    await page.getByText("Only rows where").waitFor({ state: "detached" });
  }, 120_000);
});
