import { fileURLToPath } from "node:url";
import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest, type Visit } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { isWiderThanWindow, picture } from "./looking-at.ts";

const EXAMPLE = fileURLToPath(new URL("../../../examples/plugins/quiet-hours/index.js", import.meta.url));
const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true } as const;
/** One that runs and one that could not be started. */
const WITH_PLUGINS = { isDemoEnabled: false, plugins: [EXAMPLE, "./absent.js"], logLevel: "warn" as const };

describe.skipIf(mustSkip)("what whoever runs the server looks at, in a real browser", () => {
  let app: AppUnderTest;
  let state: BrowserContextOptions["storageState"];
  beforeAll(async () => {
    app = await startAppUnderTest({ ...WITH_PLUGINS });
    const { page, context } = await app.visit("/");
    await page.goto(app.setupUrl ?? "");
    await page.getByLabel("Your name").fill("Ada Admin");
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill("Correct-Horse-7-Battery");
    await page.getByLabel("Name of the workspace").fill("Acme");
    await page.getByRole("button", { name: "Set up" }).press("Enter");
    await page.getByRole("button", { name: "Account of Ada Admin" }).waitFor();
    const config = { year: "2024" };
    await page.request.post(`${app.url}/api/v1/sources`, {
      data: { connector: "quiet-hours-calendar", name: "Calendar", config },
      headers: { origin: app.url },
    });
    state = await context.storageState();
    await context.close();
  }, 300_000);
  afterAll(() => app?.close());

  const visit = (path: string, options: BrowserContextOptions = {}): Promise<Visit> =>
    app.visit(path, { ...options, ...(state === undefined ? {} : { storageState: state }) });

  /** What is there once a page has what it shows. */
  const PAGES: [string, string][] = [
    ["plugins", "Could not be started"],
    ["health", "Something does not work as it should."],
    ["jobs", "of Calendar: done"],
    ["logs", "a plugin failed"],
  ];

  test.each(PAGES)("%s is readable, in the dark and on a phone too", async (id, text) => {
    for (const [name, options] of [
      ["", {}],
      ["-dark", { colorScheme: "dark" }],
      ["-phone", PHONE],
    ] as const) {
      const { page, context, consoleErrors } = await visit(`/admin/${id}`, options);
      await page.getByText(text).first().waitFor();
      expect(await axeFindings(page), id + name).toEqual([]);
      expect(await isWiderThanWindow(page), id + name).toBe(false);
      expect(consoleErrors).toEqual([]);
      await picture(page, `${id}${name}`);
      await context.close();
    }
  });

  test("a plugin is switched off and on again, by keyboard", async () => {
    const { page, context } = await visit("/admin/plugins");
    await page.getByRole("button", { name: "Switch off Quiet hours" }).press("Enter");
    await page.getByText("An administrator switched it off.").waitFor();
    await page.getByRole("button", { name: "Start Quiet hours" }).press("Enter");
    await page.getByRole("button", { name: "Switch off Quiet hours" }).waitFor();
    await context.close();
  });

  test("lines of the log are found by level and by their words, and a job is run now", async () => {
    const { page, context } = await visit("/admin/logs");
    const lines = page.getByRole("list", { name: "Log lines, newest first" });
    await lines.getByText("a plugin failed").first().waitFor();
    await page.getByLabel("Message, request id or anything else").fill("nothing that anybody logs");
    await page.getByText("No line fits.").waitFor();
    await page.getByLabel("Message, request id or anything else").fill("absent.js");
    await lines.getByText("a plugin failed").first().waitFor();
    await lines.getByText("More").first().press("Enter");
    await lines.getByText("./absent.js").first().waitFor();
    await picture(page, "logs-found");
    await page.getByRole("link", { name: "Jobs" }).press("Enter");
    await page.getByRole("button", { name: "Run now: Clearing away what has expired" }).press("Enter");
    await page.getByText("Clearing away what has expired: waits for its time").waitFor();
    await context.close();
  });
});
