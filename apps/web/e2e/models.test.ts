import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type ModelServer, startModelServer } from "@parlance/testkit/models";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppUnderTest, axeFindings, startAppUnderTest } from "./app-under-test.ts";
import { mustSkip } from "./find-chromium.ts";
import { picture } from "./looking-at.ts";

const KEY = "sk-of-this-test-0123456789";
const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true } as const;
/** Nothing that the engine could make something of. */
const QUESTION = "who are our whales";

const DRAFT = {
  plan: "",
  kind: "sql",
  sql: "SELECT COUNT(*) AS whales FROM customers",
  reading: "How many customers there are.",
  assumptions: ["a whale is any customer"],
  tables: ["customers"],
  message: "",
  choices: [],
};

/** What a model may write to have a page fetch, run or follow something, with an address that notes whoever comes. */
const lure = (address: string): string =>
  [
    `![chart](${address}/picture?d=1)`,
    "![chart][c]",
    `[c]: ${address}/reference`,
    `<img src="${address}/img" onerror="document.title='run'">`,
    `<svg onload="document.title='run'"><image href="${address}/svg"/></svg>`,
    `<a href="javascript:document.title='run'">more</a>`,
    "[more](javascript:document.title='run')",
    `<style>body{background:url(${address}/css)}</style>`,
    `<iframe src="${address}/frame"></iframe>`,
    `${address}/plain`,
  ].join(" ");

async function startListener(): Promise<{ server: Server; address: string; visits: string[] }> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}`, visits };
}

async function fill(page: Page, models: ModelServer, key: string): Promise<void> {
  await page.getByLabel("Address").fill(models.baseUrl);
  await page.getByLabel("API key").fill(key);
}

describe.skipIf(mustSkip)("language models in a real browser", () => {
  let app: AppUnderTest;
  let models: ModelServer;
  let draft: unknown = DRAFT;
  beforeAll(async () => {
    models = await startModelServer({
      vendor: "openai-compatible",
      key: KEY,
      models: ["small-1", "large-2"],
      handler: ({ schema }) => (schema === null ? { text: "ready" } : { object: draft }),
    });
    app = await startAppUnderTest({ allowedNetworks: ["127.0.0.1"] });
  }, 300_000);
  afterAll(async () => {
    await app?.close();
    await models?.close();
  });

  test("a provider is set up by keyboard, tested, and drafts what the engine hands over", async () => {
    const { page, context, consoleErrors } = await app.visit("/settings/models");
    await page.getByText("No model. Questions stay on this server").waitFor();
    await page.getByText("No model was asked in this time.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "models-empty");

    await page.getByRole("link", { name: /OpenAI-compatible server/ }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "OpenAI-compatible server" }).waitFor();
    await fill(page, models, "sk-wrong");
    await page.getByLabel("Model", { exact: true }).fill("small-1");
    await page.getByRole("button", { name: "Test", exact: true }).press("Enter");
    await page.getByRole("alert").getByText("The provider refused the key.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "provider-refused");

    await fill(page, models, KEY);
    await page.getByRole("button", { name: "List models" }).press("Enter");
    await page.getByRole("button", { name: "large-2" }).press("Enter");
    expect(await page.getByLabel("Model", { exact: true }).inputValue()).toBe("large-2");
    await page.getByRole("button", { name: "Test", exact: true }).press("Enter");
    await page.getByText(/large-2 answered in/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "provider-tested");

    await page.getByRole("button", { name: "Save and use" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Models" }).waitFor();
    await page.getByText("Asked first").waitFor();
    await page.getByText("in this house", { exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "models-in-use");

    await page.getByRole("link", { name: "Ask", exact: true }).press("Enter");
    await page.getByLabel("Your question").fill(QUESTION);
    await page.getByLabel("Your question").press("Enter");
    await page.getByText("a whale is any customer").first().waitFor();
    await page.getByRole("button", { name: "SQL", exact: false }).filter({ hasText: "SELECT" }).last().waitFor();
    expect(models.calls.filter(({ schema }) => schema !== null)).toHaveLength(1);
    await picture(page, "drafted-by-model");
    await page.getByRole("button", { name: /what stands behind it/ }).press("Enter");
    const receipt = page.getByRole("dialog");
    await receipt.getByText("a language model").waitFor();
    expect(await receipt.textContent()).toContain("large-2");
    await picture(page, "receipt-of-model");
    await page.keyboard.press("Escape");

    await page.getByLabel("Your question").fill("show me orders over 500");
    await page.getByLabel("Your question").press("Enter");
    await page.getByText("a whale is any customer").nth(1).waitFor();
    await page.getByRole("list", { name: "Did you mean" }).last().getByRole("button").first().click();
    await page.getByRole("button", { name: "Back to the model's answer" }).press("Enter");
    await page.getByText("The model's answer, run just now.").waitFor();
    await page.getByRole("button", { name: "Back to the first answer" }).press("Enter");
    await page.getByRole("button", { name: "Back to the model's answer" }).waitFor();
    await picture(page, "back-to-the-model");

    await page.getByRole("link", { name: "Models", exact: true }).press("Enter");
    await page.getByRole("row", { name: /large-2 your own.*drafts/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "models-used");
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("what leaves the house is decided for each source, and forgotten settings are gone", async () => {
    const { page, context, consoleErrors } = await app.visit("/settings/models?provider=openai-compatible");
    await fill(page, models, KEY);
    await page.getByLabel("Model", { exact: true }).fill("small-1");
    await page.getByRole("button", { name: "Save and use" }).click();
    const sales = page.getByLabel("Sales", { exact: true });
    await sales.waitFor();
    const row = page.getByRole("listitem").filter({ has: sales });
    expect(await row.textContent()).toContain("sample values");
    await sales.selectOption("Nothing");
    await row.getByText("Nothing at all.").waitFor();
    const asked = models.calls.length;
    await page.getByRole("link", { name: "Ask", exact: true }).click();
    await page.getByLabel("Your question").fill(QUESTION);
    await page.getByLabel("Your question").press("Enter");
    await page.getByRole("heading", { name: QUESTION }).waitFor();
    await page.getByRole("group", { name: "What was this answer worth?" }).last().waitFor();
    expect(models.calls.length).toBe(asked);

    await page.getByRole("link", { name: "Models", exact: true }).click();
    await page.getByRole("link", { name: /OpenAI-compatible server/ }).click();
    await page.getByRole("button", { name: "Forget this" }).click();
    await page.getByRole("button", { name: "Forget settings and key" }).click();
    await page.getByText("No model. Questions stay on this server").waitFor();
    expect(consoleErrors).toEqual([]);
    await context.close();
  });

  test("a model that answers with pictures, links and markup has nothing fetched, run or drawn", async () => {
    const { server, address, visits } = await startListener();
    const { page, context, consoleErrors } = await app.visit("/settings/models?provider=openai-compatible");
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(app.url)) elsewhere.push(request.url());
    });
    await fill(page, models, KEY);
    await page.getByLabel("Model", { exact: true }).fill("small-1");
    await page.getByRole("button", { name: "Save and use" }).click();
    await page.getByText("Asked first").waitFor();

    const written = lure(address);
    const replies = [
      { ...DRAFT, reading: written, assumptions: [`assumed ${written}`] },
      { ...DRAFT, kind: "clarify", sql: "", message: `asks ${written}`, choices: [`one ${written}`, "another"] },
      { ...DRAFT, kind: "cannot", sql: "", message: `cannot ${written}` },
    ];
    for (const [i, reply] of replies.entries()) {
      draft = reply;
      const question = `${QUESTION} of kind ${"xyz"[i]}`;
      await page.getByRole("link", { name: "Ask", exact: true }).click();
      await page.getByLabel("Your question").fill(question);
      await page.getByLabel("Your question").press("Enter");
      await page.getByRole("heading", { name: question }).waitFor();
      await page.getByText("[more](javascript:", { exact: false }).first().waitFor();
      await picture(page, `lure-${reply.kind}`);
    }
    const drawn = page.locator(`[src*="${address}"], [href*="${address}"], a[href^="javascript:"], main iframe`);
    expect(await drawn.count()).toBe(0);
    expect(await page.title()).not.toBe("run");
    expect({ elsewhere, visits }).toEqual({ elsewhere: [], visits: [] });
    expect(consoleErrors).toEqual([]);
    await context.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const LOOKS: [string, BrowserContextOptions][] = [
    ["phone", PHONE],
    ["dark", { colorScheme: "dark" }],
  ];
  test.each(LOOKS)("is fit to use: %s", async (name, options) => {
    for (const [state, path] of [
      ["gallery", "/settings/models"],
      ["form", "/settings/models?provider=anthropic"],
    ] as const) {
      const { page, context } = await app.visit(path, options);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${state} scrolls sideways`).toBeLessThanOrEqual(0);
      expect(await axeFindings(page)).toEqual([]);
      await picture(page, `${name}-${state}`);
      await context.close();
    }
  });
});
