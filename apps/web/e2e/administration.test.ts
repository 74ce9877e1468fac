import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest, type Visit } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { isWiderThanWindow, picture } from "./looking-at.ts";

const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true } as const;

describe.skipIf(mustSkip)("the administration in a real browser", () => {
  let app: AppUnderTest;
  let state: BrowserContextOptions["storageState"];
  beforeAll(async () => {
    app = await startAppUnderTest();
    const { page, context } = await app.visit("/");
    await page.goto(app.setupUrl ?? "");
    await page.getByLabel("Your name").fill("Ada Admin");
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: true }).fill("Correct-Horse-7-Battery");
    await page.getByLabel("Name of the workspace").fill("Acme");
    await page.getByRole("button", { name: "Set up" }).press("Enter");
    await page.getByRole("button", { name: "Account of Ada Admin" }).waitFor();
    state = await context.storageState();
    await context.close();
  }, 300_000);
  afterAll(() => app?.close());

  const visit = (path: string, options: BrowserContextOptions = {}): Promise<Visit> =>
    app.visit(path, { ...options, ...(state === undefined ? {} : { storageState: state }) });

  test("a setting is found, changed, refused at its field, saved and reset, by keyboard", async () => {
    const { page, context, consoleErrors } = await visit("/admin");
    await page.getByRole("heading", { level: 1, name: "Configuration" }).waitFor();
    await page.getByText("server.port", { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "configuration");

    await page.getByLabel("Find a setting").fill("models.price");
    await page.getByText("server.port", { exact: true }).waitFor({ state: "detached" });
    // Another setting's description speaks of this one.
    const price = page.getByRole("listitem").filter({ has: page.getByText("models.price", { exact: true }) });
    await price.getByRole("button", { name: "Change" }).press("Enter");
    await page.getByRole("textbox", { name: "models.price" }).fill("2.5/10");
    await page.getByLabel("Find a setting").fill("models.timeout");
    await page.getByRole("button", { name: "Change" }).press("Enter");
    await page.getByRole("textbox", { name: "models.timeout" }).fill("90");
    await page.getByText("2 changes:").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await page.getByRole("alert").getByText("models.timeout is no duration").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "configuration-refused");

    await page.getByRole("textbox", { name: "models.timeout" }).fill("90 s");
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await page.getByText("The settings are in force on every instance.").waitFor();
    await page.getByText("Set here", { exact: true }).first().waitFor();
    await page.getByText("ada@example.com").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "configuration-saved");

    await page.getByRole("button", { name: "Reset" }).first().press("Enter");
    await page.getByText("again (default).").first().waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await page.getByText("Set here", { exact: true }).waitFor({ state: "detached" });
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a prompt is reworded, held to its parts, compared, used and rolled back", async () => {
    const { page, context, consoleErrors } = await visit("/admin/prompts");
    const text = page.getByRole("textbox", { name: "Text" });
    await text.waitFor();
    await page.getByText(/of at most 1400 tokens/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "prompts");

    const before = await text.inputValue();
    await text.fill(before.replace("{{reply}}", ""));
    await page.getByText("The part {{reply}} is missing.").waitFor();
    expect(await page.getByRole("button", { name: "Keep as a version" }).isDisabled()).toBe(true);
    await text.fill(before.replace("Columns\n", "Columns\n- A whale is a customer.\n"));
    await page.getByText("The part {{reply}} is missing.").waitFor({ state: "detached" });
    await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
    await page.getByLabel("Question", { exact: true }).fill("who are our whales");
    await page.getByRole("button", { name: "Preview" }).press("Enter");
    await page.getByText("Before the question").waitFor();
    await picture(page, "prompts-preview");

    await page.getByLabel("What is different, and why").fill("Tell of whales");
    await page.getByRole("button", { name: "Keep as a version" }).press("Enter");
    await page.getByText("Version 1", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Compare" }).press("Enter");
    await page.getByText("Compared with what is in use").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "prompts-compared");
    await page.getByRole("button", { name: "Test" }).press("Enter");
    const versions = page.getByRole("region", { name: "Versions" });
    await versions.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Start the test" }).press("Enter");
    await page
      .getByRole("alert")
      .getByText(/No language model is set up|no verified questions/)
      .waitFor();

    await page.getByRole("button", { name: "Use", exact: true }).press("Enter");
    await page.getByText("Version 1 is in use from the next question on.").waitFor();
    await page.getByRole("button", { name: "Use the built-in text" }).press("Enter");
    await page.getByText("The built-in text is in use from the next question on.").waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test.each<[string, string, BrowserContextOptions]>([
    ["configuration-phone", "/admin", PHONE],
    ["prompts-phone", "/admin/prompts", PHONE],
    ["configuration-dark", "/admin", { colorScheme: "dark" }],
    ["prompts-dark", "/admin/prompts", { colorScheme: "dark" }],
  ])("%s reads well and hides nothing", async (name, path, options) => {
    const { page, context } = await visit(path, options);
    await page
      .getByText(/server\.port|of at most/)
      .first()
      .waitFor();
    expect(await isWiderThanWindow(page)).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, name, !name.endsWith("phone"));
    await context.close();
  });

  test("is not for anybody without the right", async () => {
    const { page, context } = await app.visit("/admin");
    await page.getByRole("alert").first().waitFor();
    await picture(page, "administration-refused");
    await context.close();
  });
});
