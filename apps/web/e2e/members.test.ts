import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest, type Visit } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { isWiderThanWindow, picture } from "./looking-at.ts";

const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 812 }, hasTouch: true, colorScheme: "dark" };
const PASSWORD = "Correct-Horse-7-Battery";
const PATIENCE_MS = 180_000;

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

describe.skipIf(mustSkip)("people in a workspace, in a real browser", () => {
  let app: AppUnderTest;
  let olu: Visit;
  let bea: Visit;
  let link: string;

  beforeAll(async () => {
    app = await startAppUnderTest({ authPerMinute: 1000, isDemoEnabled: false });
    olu = await app.visit(new URL(app.setupUrl ?? "").pathname + new URL(app.setupUrl ?? "").hash);
    const { page } = olu;
    await page.getByLabel("Your name").fill("Olu Adé");
    await page.getByLabel("E-mail").fill("olu@example.com");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("Name of the workspace").fill("Acme");
    await page.getByRole("button", { name: "Set up" }).press("Enter");
    await page.getByRole("button", { name: "Account of Olu Adé" }).waitFor();
  }, 300_000);
  afterAll(() => app?.close());

  test(
    "somebody is invited by a link, makes an account with it and is in the workspace",
    async () => {
      const { page } = olu;
      await page.goto(`${app.url}/settings/members`);
      await heading(page, "Members").waitFor();
      await page.getByText("you", { exact: false }).first().waitFor();
      await page.getByLabel("E-mail").fill("bea@example.com");
      await page.getByLabel("Role", { exact: true }).selectOption("viewer");
      await page.getByRole("button", { name: "Invite", exact: true }).press("Enter");
      const shown = page.getByRole("status").locator("code");
      await shown.waitFor();
      link = (await shown.textContent()) ?? "";
      await page.getByText("Waiting for an answer").waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "members");

      const { pathname, hash } = new URL(link);
      bea = await app.visit(pathname + hash);
      await heading(bea.page, "Acme").waitFor();
      expect(bea.page.url(), "the token is out of the address").not.toContain("token");
      expect(await axeFindings(bea.page)).toEqual([]);
      await picture(bea.page, "invitation");
      await bea.page.getByRole("button", { name: "Make an account and join" }).press("Enter");
      await bea.page.getByLabel("Name").fill("Bea Lund");
      expect(await bea.page.getByLabel("E-mail").inputValue()).toBe("bea@example.com");
      await bea.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await bea.page.getByRole("button", { name: "Make the account" }).press("Enter");
      await bea.page.getByRole("button", { name: "Workspace: Acme" }).waitFor();
    },
    PATIENCE_MS,
  );

  test(
    "a viewer sees who is there and is told who changes it",
    async () => {
      const { page } = bea;
      await page.goto(`${app.url}/settings/members`);
      await page.getByText("Owners and admins invite people").waitFor();
      expect(await page.getByRole("button", { name: "Invite", exact: true }).count()).toBe(0);
      expect(await page.getByRole("button", { name: /^Remove / }).count()).toBe(0);
      await page.goto(`${app.url}/settings/workspace`);
      await page.getByText("Owners and admins change it.").waitFor();
      expect(await page.getByRole("button", { name: "Delete the workspace" }).count()).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "workspace-viewer");
    },
    PATIENCE_MS,
  );

  test(
    "another workspace is made and left by keyboard",
    async () => {
      const { page } = olu;
      await page.goto(`${app.url}/settings/workspace`);
      await heading(page, "Workspace").waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "workspace-owner");
      await page.getByRole("button", { name: "Workspace: Acme" }).press("Enter");
      await page.getByRole("menuitem", { name: /Acme/ }).waitFor();
      await picture(page, "switcher", false);
      await page.getByRole("menuitem", { name: "New workspace" }).press("Enter");
      await page.getByLabel("Name").last().fill("Second");
      await page.getByRole("button", { name: "Make it and go there" }).press("Enter");
      const switcher = page.getByRole("button", { name: "Workspace: Second" });
      await switcher.press("Enter");
      await page.getByRole("menuitem", { name: /Acme/ }).press("Enter");
      await page.getByRole("button", { name: "Workspace: Acme" }).waitFor();
    },
    PATIENCE_MS,
  );

  test(
    "a key is made, shown once and revoked",
    async () => {
      const { page } = olu;
      await page.goto(`${app.url}/settings/api-keys`);
      await page.getByText("You have none.").waitFor();
      await page.getByLabel("Name").fill("Nightly report");
      await page.getByRole("button", { name: "Make a key" }).press("Enter");
      const key = (await page.getByRole("status").locator("code").textContent()) ?? "";
      const asked = await fetch(`${app.url}/api/v1/workspaces`, { headers: { authorization: `Bearer ${key}` } });
      expect(asked.status).toBe(200);
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "api-keys");
      await page.getByRole("button", { name: "Revoke Nightly report" }).press("Enter");
      await page.getByRole("button", { name: "Really revoke Nightly report" }).press("Enter");
      await page.getByText("You have none.").waitFor();
      const late = await fetch(`${app.url}/api/v1/workspaces`, { headers: { authorization: `Bearer ${key}` } });
      expect(late.status).toBe(401);
    },
    PATIENCE_MS,
  );

  test(
    "a shared conversation is read by others, who go on in one of their own",
    async () => {
      const { page, context } = olu;
      const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
      const send = async (method: string, path: string, body?: object | FormData) =>
        fetch(`${app.url}/api/v1${path}`, {
          method,
          headers: { cookie, ...(body instanceof FormData ? {} : { "content-type": "application/json" }) },
          ...(body === undefined ? { body: "{}" } : { body: body instanceof FormData ? body : JSON.stringify(body) }),
        });
      const form = new FormData();
      form.append("file", new File(["id,customer,amount\n1,Ann,10\n2,Bob,20\n"], "orders.csv"));
      const { source } = await (await send("POST", "/workspaces/mine/sources", form)).json();
      const { id } = await (await send("POST", "/conversations", { sourceId: source.id })).json();
      await send("POST", "/ask", { sourceId: source.id, question: "total amount per customer", conversationId: id });
      await page.goto(`${app.url}/c/${id}`);
      await page.getByRole("button", { name: "More for total amount per customer" }).press("Enter");
      await page.getByRole("menuitem", { name: "Share…" }).press("Enter");
      await page.getByRole("button", { name: "Share with the workspace" }).press("Enter");
      await page.getByRole("button", { name: "Stop sharing with the workspace" }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, "share-dialog", false);

      await bea.page.goto(`${app.url}/history?view=shared`);
      const shared = bea.page.getByRole("link", { name: /total amount per customer/ });
      await shared.waitFor();
      await bea.page.getByText("Olu Adé").first().waitFor();
      expect(await axeFindings(bea.page)).toEqual([]);
      await picture(bea.page, "shared-list");
      await shared.press("Enter");
      await bea.page.getByText("Olu Adé shared this conversation").waitFor();
      await picture(bea.page, "shared-conversation");
      await bea.page.getByRole("button", { name: "Go on in one of your own" }).press("Enter");
      await bea.page.getByPlaceholder("Ask more, or follow up").waitFor();
    },
    PATIENCE_MS,
  );

  test(
    "each role is offered what it may do, and nothing else",
    async () => {
      const { page } = bea;
      const go = async (path: string) => {
        await page.goto(app.url + path);
        // What a person may do is known as soon as it is known where they are.
        await page.getByRole("button", { name: "Workspace: Acme" }).waitFor();
      };
      const addSource = page.getByRole("link", { name: "Add a source" });
      const addFiles = page.getByRole("button", { name: "Add files", exact: true });
      const sqlPage = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "SQL" });
      await go("/sources");
      await page.getByRole("link", { name: /orders/ }).waitFor();
      expect(await Promise.all([addSource, addFiles, sqlPage].map((one) => one.count()))).toEqual([0, 0, 0]);
      await go("/history");
      await page.getByRole("link", { name: /total amount per customer/ }).click();
      await page.getByRole("button", { name: "How I read this" }).waitFor();
      await page.getByRole("button", { name: /^SQL/ }).click();
      await page.getByRole("button", { name: "Copy SQL" }).waitFor();
      for (const name of ["Save", "Run again"])
        expect(await page.getByRole("button", { name, exact: true }).count(), name).toBe(0);
      await page.getByRole("radio", { name: "Table" }).click();
      await page.getByRole("grid").waitFor();
      // The picture of a chart may be taken away, its rows may not; a table has no picture.
      expect(await page.getByRole("button", { name: "Export", exact: true }).count()).toBe(0);

      await olu.page.goto(`${app.url}/settings/members`);
      const changed = olu.page.waitForResponse((response) => response.request().method() === "PATCH");
      await olu.page.getByLabel("Role of Bea Lund").selectOption("analyst");
      expect((await changed).status()).toBe(200);
      await go("/sources");
      await addFiles.waitFor();
      await sqlPage.waitFor();
      expect(await addSource.count()).toBe(0);
      await go("/sources/new");
      await page.getByText("Owners and admins connect databases").waitFor();
      expect(await axeFindings(page)).toEqual([]);
    },
    PATIENCE_MS,
  );

  test(
    "on a phone, in the dark, nothing is wider than the window",
    async () => {
      const { page, context } = await app.visit("/sign-in", PHONE);
      await page.getByLabel("E-mail").fill("olu@example.com");
      await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await page.getByLabel("Password", { exact: true }).press("Enter");
      await page.getByRole("button", { name: "Workspace: Acme" }).waitFor();
      for (const name of ["members", "workspace", "api-keys"]) {
        await page.goto(`${app.url}/settings/${name}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.getByRole("heading", { level: 2 }).first().waitFor();
        expect(await isWiderThanWindow(page), name).toBe(false);
        expect(await axeFindings(page), name).toEqual([]);
        await picture(page, `phone-${name}`);
      }
      await context.close();
    },
    PATIENCE_MS,
  );

  test("nothing was wrong on the console", () => {
    expect([olu.consoleErrors, bea.consoleErrors]).toEqual([[], []]);
  });
});
