import { cpSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@parlance/server";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { buildApp } from "./build-app.ts";
import { findChromium } from "./find-chromium.ts";
import { madeOnce } from "./made-once.ts";

export interface AppUnderTest {
  readonly url: string;
  /** Where the first account is made. */
  readonly setupUrl: string | null;
  /** A fresh visitor: own cookie, own storage. Console errors are collected on the page's context. */
  visit(path: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the console and of scripts so far; a refused request is not one. */
  readonly consoleErrors: string[];
}

/** The real server over a new data folder, the app as it is shipped, and a real browser. */
export async function startAppUnderTest(
  options: {
    readonly allowedNetworks?: string[];
    readonly warnAboveRows?: number;
    readonly authPerMinute?: number;
    readonly isDemoEnabled?: boolean;
  } = {},
): Promise<AppUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), "parlance-e2e-"));
  const webDir = await madeOnce("web", buildApp);
  const dataDir = join(folder, "data");
  cpSync(await newDataFolder(options.isDemoEnabled ?? true), dataDir, { recursive: true });
  const server = await startServer({ port: 0, dataDir, webDir, logLevel: "error", ...options });
  const browser = await chromium.launch({ executablePath: findChromium() ?? "", args: ["--no-sandbox"] });
  return {
    url: server.url,
    setupUrl: server.setupUrl,
    visit: (path, options) => visit(browser, server.url + path, options),
    close: async () => {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A data folder as the first start leaves it, with its demo where there is one: made once, copied by each test file. */
const newDataFolder = (isDemoEnabled: boolean): Promise<string> =>
  madeOnce(isDemoEnabled ? "data-with-demo" : "data", async (dataDir) => {
    const server = await startServer({ port: 0, dataDir, logLevel: "error", isDemoEnabled });
    if (isDemoEnabled) await waitForDemo(server.url);
    await server.close();
  });

const DEMO_PATIENCE_MS = 150_000;

/** The first start makes the demo; its last team is there when all are. */
async function waitForDemo(url: string): Promise<void> {
  const deadline = Date.now() + DEMO_PATIENCE_MS;
  while ((await fetch(`${url}/api/v1/sources/operations/suggestions`)).status !== 200) {
    if (Date.now() > deadline) throw new Error("The demo was not ready in time.");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: "reduce",
    acceptDownloads: true,
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  // What is waited for comes late on a busy machine, and at once on any other.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const consoleErrors: string[] = [];
  page.on("pageerror", (error) => consoleErrors.push(error.message));
  page.on("console", (message) => {
    const isRefusal = message.text().startsWith("Failed to load resource");
    const isStyle = message.text().startsWith("Applying inline style violates");
    if (message.type() === "error" && !isRefusal && !isStyle) consoleErrors.push(message.text());
  });
  await page.addInitScript(tellRefusedStyles);
  await page.goto(url);
  return { page, context, consoleErrors };
}

/**
 * Chromium's own editing writes a style into what is typed in an editor, and its own policy refuses that: nobody's
 * fault and nothing lost. Any other style that is refused is told as an error.
 */
const tellRefusedStyles = `document.addEventListener("securitypolicyviolation", ({ target, violatedDirective }) => {
  const isTyped = target instanceof Element && target.closest("[contenteditable]") !== null;
  if (!isTyped) console.error("Refused by " + violatedDirective + ": " + (target?.outerHTML ?? target).slice(0, 200));
});`;

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeReport {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe finds wrong, one line each: rule, weight, element. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource);
  const report: AxeReport = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  return report.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${impact}): ${html.slice(0, 160)} ${failureSummary}`),
  );
}
