import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isSkipped, postgresServer, type TestServer } from "@parlance/testkit";
import pg from "pg";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";

const MANY_TABLES = 1_000;

const SHOP = `
  CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, city text NOT NULL);
  CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, amount numeric(10,2) NOT NULL, day date NOT NULL);
  COMMENT ON TABLE orders IS 'What customers bought.';
  INSERT INTO customers SELECT i, 'Customer ' || i, (ARRAY['Oslo','Rome','Lima'])[1 + i % 3] FROM generate_series(1, 30) i;
  INSERT INTO orders SELECT i, 1 + i % 30, (i % 90) + 0.25, date '2025-01-01' + i % 360 FROM generate_series(1, 3000) i;
  CREATE ROLE reader LOGIN PASSWORD 'reads-only';
  GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
  ANALYZE;
  SELECT pg_reload_conf();
  CREATE DATABASE wide;`;

/** A chain of tables, each with a key to the one before, and some that stand alone. */
const WIDE = `
  DO $$ BEGIN
    FOR i IN 1..${MANY_TABLES} LOOP
      EXECUTE format('CREATE TABLE table_%s (id int PRIMARY KEY, note_%s text%s)', i, i,
        CASE WHEN i > 1 AND i % 10 <> 0 THEN format(', parent_id int REFERENCES table_%s', greatest(1, i / 4)) ELSE '' END);
    END LOOP;
  END $$;
  GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;`;

async function load(server: TestServer, database: string, sql: string): Promise<void> {
  const client = new pg.Client({ host: server.host, port: server.port, user: server.user, database });
  await client.connect();
  for (const statement of sql.includes("DO $$") ? [sql] : sql.split(/;\n/)) await client.query(statement);
  await client.end();
}

async function fillSettings(page: Page, server: TestServer, database: string, password: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(database === "wide" ? "Wide" : "Shop");
  await page.getByLabel("Host").fill(server.host);
  await page.getByLabel("Port").fill(String(server.port));
  await page.getByLabel("Database").fill(database);
  await page.getByLabel("User").fill("reader");
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Encryption").selectOption("off");
}

describe.skipIf(mustSkip || isSkipped(postgresServer))("a database in a real browser", () => {
  let app: AppUnderTest;
  let server: TestServer;
  beforeAll(async () => {
    server = await postgresServer.start();
    // The throw-away server trusts everybody; this user has to know the password.
    const rules = "host all reader 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n";
    await writeFile(join(server.folder, "data", "pg_hba.conf"), rules);
    await load(server, server.database, SHOP);
    await load(server, "wide", WIDE);
    app = await startAppUnderTest({ allowedNetworks: ["127.0.0.1"], warnAboveRows: 100_000 });
  }, 300_000);
  afterAll(async () => {
    await app?.close();
    await server?.stop();
  });

  test("is tested, connected, browsed, asked, drawn and exported", async () => {
    const { page, context, consoleErrors } = await app.visit("/sources");
    await page.getByRole("link", { name: "Add a source" }).click();
    await page.getByRole("link", { name: /PostgreSQL/ }).click();
    await fillSettings(page, server, server.database, "wrong");
    await page.getByRole("button", { name: "Test connection" }).click();
    await page.getByRole("button", { name: "Save anyway" }).waitFor();
    expect(await page.getByRole("list", { name: "Connection test" }).textContent()).toMatch(/Sign in failed/);
    await page.getByLabel("Password").fill("reads-only");
    await page.getByRole("button", { name: "Connect", exact: true }).click();

    await page.getByRole("heading", { level: 1, name: "Shop" }).waitFor();
    await page.getByRole("link", { name: /^orders/ }).click();
    await page.getByRole("heading", { level: 2, name: "orders" }).waitFor();
    expect(await page.getByText("What customers bought.").count()).toBe(1);
    await page.getByText("Rows", { exact: true }).click();
    await page.getByRole("grid", { name: "First rows of orders" }).getByText("2025-01-02").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByText("Graph").click();
    await page.getByRole("group", { name: /^Table customers/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole("link", { name: "Ask this" }).click();
    await page.getByLabel("Your question").fill("total amount by city");
    await page.getByLabel("Your question").press("Enter");
    await page.getByRole("img", { name: /chart: / }).waitFor();
    await page.getByText("Table", { exact: true }).last().click();
    await page.getByRole("grid").last().getByText("Oslo").waitFor();

    await page.getByRole("button", { name: "SQL", exact: false }).filter({ hasText: "SELECT" }).last().click();
    const editor = page.locator(".cm-content");
    await editor.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText("SELECT city, count(*) AS customers FROM customers GROUP BY city ORDER BY city");
    await page.getByRole("button", { name: "Run my version" }).click();
    // The new result comes with a view of its own.
    const headers = async () => {
      await page.getByText("Table", { exact: true }).last().click();
      return page.getByRole("columnheader", { name: /customers/ }).count();
    };
    await expect.poll(headers).toBeGreaterThan(0);

    await page.getByRole("button", { name: "Export" }).last().click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: /^CSV/ }).click(),
    ]);
    const csv = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
    expect(csv).toEqual(["city,customers", "Lima,10", "Oslo,10", "Rome,10"]);
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a statement that writes is refused, and one that costs too much is run when the person says so", async () => {
    const { page, context } = await app.visit("/sources/new?kind=postgres");
    await fillSettings(page, server, server.database, "reads-only");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("link", { name: /^orders/ }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const run = async (sql: string) => {
      await page.goto(`${app.url}/sql?source=${id}&sql=${encodeURIComponent(sql)}`);
      await page.getByRole("button", { name: /^Run/ }).click();
    };
    await run("DELETE FROM orders");
    await page.getByText("SQL_REFUSED").waitFor();
    await run("SELECT a.id FROM orders a CROSS JOIN orders b WHERE a.id + b.id < 3");
    await page.getByText("QUERY_OVER_BUDGET").waitFor();
    await page.getByRole("button", { name: "Run it all the same" }).click();
    await page.getByRole("grid").waitFor();
    await context.close();
  });

  test.each<[string, BrowserContextOptions]>([
    ["light", {}],
    ["dark", { colorScheme: "dark" }],
    ["phone", { viewport: { width: 375, height: 812 }, hasTouch: true }],
  ])("%s: gallery, form, tables, graph and settings are clean under axe and fit the width", async (look, options) => {
    const { page, context, consoleErrors } = await app.visit("/sources/new", options);
    const judge = async (name: string) => {
      expect(await axeFindings(page), `${look} ${name}`).toEqual([]);
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(overflow, `${look} ${name} fits the width`).toBeLessThanOrEqual(0);
    };
    await page.getByRole("link", { name: /PostgreSQL/ }).waitFor();
    await judge("gallery");
    await page.getByRole("link", { name: /PostgreSQL/ }).click();
    await page.getByRole("button", { name: "More settings" }).click();
    await fillSettings(page, server, server.database, "reads-only");
    await page.getByRole("button", { name: "Test connection" }).click();
    await page.getByText("It works.").waitFor();
    await judge("form");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("link", { name: /^orders/ }).waitFor();
    await judge("tables");
    await page.getByText("Graph").click();
    await page.getByRole("group", { name: /^Table customers/ }).click();
    await page.getByRole("button", { name: "Only its neighbours" }).waitFor();
    await judge("graph");
    await page.getByText("Connection", { exact: true }).first().click();
    await page.getByText("Last syncs").waitFor();
    await judge("settings");
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test(`${MANY_TABLES} tables can be searched, drawn and focused`, async () => {
    const { page, context, consoleErrors } = await app.visit("/sources/new?kind=postgres");
    await fillSettings(page, server, "wide", "reads-only");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page
      .getByText(/1,000 tables/)
      .first()
      .waitFor({ timeout: 150_000 });
    const rows = page.getByRole("navigation", { name: "Tables" }).getByRole("listitem");
    expect(await rows.count(), "only rows in sight are on the page").toBeLessThan(80);
    await page.getByLabel("Search tables and columns").fill("note_777");
    await expect.poll(() => rows.count()).toBe(1);

    await page.getByText("Graph").click();
    const map = page.getByRole("application", { name: "Map of 1,000 tables" });
    await map.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("combobox", { name: "Find a table or column" }).fill("table_25");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBeLessThan(12);
    await page.getByRole("group", { name: /^Table table_25,/ }).waitFor();
    await page.getByRole("button", { name: "All tables" }).click();
    await page
      .getByRole("region", { name: "Links of table_25" })
      .getByRole("button", { name: /^table_6 / })
      .click();
    const links = page.getByRole("region", { name: /^Links of / });
    await page.getByRole("region", { name: "Links of table_6" }).waitFor();
    await map.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect.poll(() => links.getAttribute("aria-label")).not.toBe("Links of table_6");
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await links.waitFor({ state: "detached" });
    expect(consoleErrors).toEqual([]);
    await context.close();
  });
});
