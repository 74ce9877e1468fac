import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { isWiderThanWindow, picture } from "./looking-at.ts";

const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 812 }, hasTouch: true };
const PASSWORD = "Correct-Horse-7-Battery";
const NEW_PASSWORD = "Quiet-Otter-41-Lagoon";

async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail").fill("olu@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Password", { exact: true }).press("Enter");
}

describe.skipIf(mustSkip)("accounts in a real browser", () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await startAppUnderTest({ authPerMinute: 1000, isDemoEnabled: false });
  }, 300_000);
  afterAll(() => app?.close());

  test("the first account is made by the link of the console, and keeps what the browser held", async () => {
    const { page, context, consoleErrors } = await app.visit("/sources");
    await page.getByRole("link", { name: "Sources" }).waitFor();
    expect(await page.getByRole("link", { name: "Sign in" }).count(), "nobody is asked for an account").toBe(0);
    const form = new FormData();
    const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    form.append("file", new File(["id,amount\n1,10\n"], "orders.csv"));
    const sent = await fetch(`${app.url}/api/v1/workspaces/mine/sources`, {
      method: "POST",
      headers: { cookie: cookies },
      body: form,
    });
    expect(sent.status).toBe(201);

    await page.goto(app.setupUrl ?? "");
    await page.getByRole("heading", { level: 1, name: "Set up Parlance" }).waitFor();
    expect(page.url(), "the token is out of the address").not.toContain("token");
    await page.getByLabel("Keep what I have here").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "setup");
    await page.getByLabel("Your name").fill("Olu Adé");
    await page.getByLabel("E-mail").fill("olu@example.com");
    await page.getByLabel("Password", { exact: true }).fill("password");
    await page.getByLabel("Name of the workspace").fill("Acme");
    await page.getByRole("button", { name: "Set up" }).press("Enter");
    await page.getByRole("alert").getByText("The password needs").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "setup-weak");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Set up" }).press("Enter");
    await page.getByRole("button", { name: "Account of Olu Adé" }).waitFor();
    await page.goto(`${app.url}/sources`);
    await page.getByRole("link", { name: /orders/ }).waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("signing in, the settings of the account and signing out, by keyboard", async () => {
    const { page, context, consoleErrors } = await app.visit("/sign-in?to=/sources");
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "sign-in");
    await signIn(page, "wrong");
    await page.getByRole("alert").getByText("is not right").waitFor();
    await picture(page, "sign-in-refused");
    await signIn(page);
    await page.waitForURL("**/sources");
    await page.getByRole("link", { name: /orders/ }).waitFor();

    const menu = page.getByRole("button", { name: "Account of Olu Adé" });
    await menu.press("Enter");
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    await picture(page, "account-menu", false);
    await page.getByRole("menuitem", { name: "Account", exact: true }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Account" }).waitFor();
    await page.getByText("this one").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "account");

    await page.getByLabel("Name", { exact: true }).fill("Olu Two");
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Account of Olu Two" }).waitFor();
    const passwords = page.locator("form").filter({ has: page.getByLabel("New password", { exact: true }) });
    await passwords.getByLabel("Present password", { exact: true }).fill(PASSWORD);
    await passwords.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await page.getByRole("button", { name: "Change the password" }).press("Enter");
    await page.getByText("Your password is new.").waitFor();
    await page.getByRole("button", { name: "Delete my account" }).press("Enter");
    await page.getByText("Name another administrator first").waitFor();

    await page.getByRole("button", { name: "Account of Olu Two" }).press("Enter");
    await page.getByRole("menuitem", { name: "Sign out" }).press("Enter");
    await page.getByRole("link", { name: "Sign in" }).waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("an hour later the session is renewed without a word, and one that was ended leads back to signing in", async () => {
    const { page, context } = await app.visit("/sign-in");
    await signIn(page, NEW_PASSWORD);
    await page.getByRole("button", { name: /^Account of/ }).waitFor();
    const [access] = (await context.cookies()).filter(({ name }) => name === "parlance_access");
    expect(access?.httpOnly).toBe(true);
    const spoilAccess = () => context.addCookies([{ name: "parlance_access", value: "over", url: app.url }]);
    await spoilAccess();
    await page.goto(`${app.url}/settings/account`);
    await page.getByRole("heading", { level: 2, name: "Profile" }).waitFor();
    await context.clearCookies({ name: "parlance_refresh" });
    await spoilAccess();
    await page.goto(`${app.url}/settings/account`);
    await page.waitForURL("**/sign-in?to=%2Fsettings%2Faccount");
    await context.close();
  });

  test("every page fits a phone, in the dark as well", async () => {
    const { page, context } = await app.visit("/sign-in", { ...PHONE, colorScheme: "dark" });
    for (const path of ["/sign-in", "/sign-up", "/forgot-password", "/reset-password", "/setup"]) {
      await page.goto(app.url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await isWiderThanWindow(page), path).toBe(false);
      expect(await axeFindings(page), path).toEqual([]);
      await picture(page, `phone-dark${path.replace("/", "-")}`);
    }
    await page.goto(`${app.url}/sign-in?to=//evil.example`);
    await signIn(page, NEW_PASSWORD);
    await page.getByRole("button", { name: /^Account of/ }).waitFor();
    expect(new URL(page.url()).host).toBe(new URL(app.url).host);
    await page.goto(`${app.url}/settings/account`);
    await page.getByText("this one").waitFor();
    expect(await isWiderThanWindow(page)).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "phone-dark-account");
    await context.close();
  });
});
