import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outbound, ProbeStep } from "@parlance/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOutbound } from "../outbound/outbound.ts";
import { cellOf } from "./cells.ts";
import { readSheetsUrl, sheetsConfig, spreadsheetId } from "./config.ts";
import { sheets } from "./index.ts";

const SPREADSHEET = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcd";
const ACCESS = "ya29.access";

type Cell = string | number | boolean | null | { readonly serial: number; readonly as: "DATE" | "DATE_TIME" | "TIME" };

interface PeerSheet {
  readonly title: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly Cell[])[];
}

const SALES: PeerSheet = {
  title: "Sales '24",
  rows: [
    ["Sales report"],
    [],
    ["Day", "Region", "Amount", "Paid", "Amount"],
    [{ serial: 45_351, as: "DATE" }, "North", 12.5, true, 1],
    [{ serial: 45_352, as: "DATE" }, "South", 1e3, false, 2],
    [],
    [{ serial: 45_353, as: "DATE" }, null, null, true, 3],
  ],
};
const LONG: PeerSheet = {
  title: "Long",
  rows: [["n"], ...Array.from({ length: 120_000 }, (_, i) => [i])],
};
const HIDDEN: PeerSheet = { title: "Secret", hidden: true, rows: [["a"], [1]] };
const EMPTY: PeerSheet = { title: "Empty", rows: [] };

/** Google's token endpoint and Sheets API v4, as far as reading goes, in their own words. */
class PeerGoogle {
  sheets: readonly PeerSheet[] = [SALES, HIDDEN, EMPTY];
  /** Statuses to answer with before the real answers. */
  troubles: number[] = [];
  isConsentGone = false;
  readonly asked: string[] = [];
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    // A TCP server's address is never a string.
    return (this.#server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json; charset=UTF-8" });
      response.end(JSON.stringify(body));
    };
    const url = new URL(request.url ?? "/", "http://peer");
    const body = await bodyOf(request);
    this.asked.push(`${request.headers["x-meant-for"]}${url.pathname} ${body}`);
    if (url.pathname === "/token") return this.#token(new URLSearchParams(body), send);
    if (request.headers.authorization !== `Bearer ${ACCESS}`) return send(401, fault(401, "UNAUTHENTICATED"));
    const trouble = this.troubles.shift();
    if (trouble !== undefined) return send(trouble, fault(trouble, "TROUBLE"));
    if (url.pathname !== `/v4/spreadsheets/${SPREADSHEET}`) return send(404, fault(404, "NOT_FOUND"));
    const range = url.searchParams.get("ranges");
    send(200, range === null ? this.#properties() : this.#window(range));
  }

  #token(form: URLSearchParams, send: (status: number, body: unknown) => void): void {
    const isRefused = this.isConsentGone;
    const isRefresh = form.get("grant_type") === "refresh_token" && form.get("refresh_token") === "refresh-1";
    const isAssertion =
      form.get("grant_type")?.includes("jwt-bearer") && (form.get("assertion") ?? "").split(".").length === 3;
    if (isRefused) send(400, { error: "invalid_grant", error_description: "Token has been revoked." });
    else if (isRefresh || isAssertion) send(200, { access_token: ACCESS, expires_in: 3599, token_type: "Bearer" });
    else send(400, { error: "invalid_client" });
  }

  #properties() {
    return {
      sheets: this.sheets.map(({ title, hidden, rows }) => ({
        properties: {
          title,
          ...(hidden ? { hidden } : {}),
          sheetType: "GRID",
          gridProperties: { rowCount: Math.max(rows.length, 1_000), columnCount: 26 },
        },
      })),
    };
  }

  #window(range: string) {
    const [, title = "", from = "1", to = "1"] = /^'(.*)'!(\d+):(\d+)$/.exec(range) ?? [];
    const sheet = this.sheets.find((each) => each.title === title.replaceAll("''", "'"));
    const rows = sheet?.rows.slice(Number(from) - 1, Number(to)) ?? [];
    return { sheets: [{ data: [{ rowData: rows.map((row) => ({ values: row.map(cellData) })) }] }] };
  }
}

function cellData(cell: Cell) {
  if (cell === null) return {};
  if (typeof cell === "string") return { effectiveValue: { stringValue: cell } };
  if (typeof cell === "boolean") return { effectiveValue: { boolValue: cell } };
  if (typeof cell === "number") return { effectiveValue: { numberValue: cell } };
  return { effectiveValue: { numberValue: cell.serial }, effectiveFormat: { numberFormat: { type: cell.as } } };
}

const fault = (code: number, status: string) => ({ error: { code, status, message: "No.", errors: [] } });

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text;
}

const google = new PeerGoogle();
let outbound: Outbound;
let folder: string;

beforeAll(async () => {
  const port = await google.start();
  const real = createOutbound({ allowedNetworks: ["127.0.0.1/32"] });
  // The way out ends at the peer; which server each request was meant for is kept and looked at.
  outbound = {
    resolve: real.resolve,
    request: (url, init) => {
      const meant = new URL(url);
      const headers = new Headers(init?.headers);
      headers.set("x-meant-for", meant.host);
      return real.request(`http://127.0.0.1:${port}${meant.pathname}${meant.search}`, { ...init, headers });
    },
  };
});
afterAll(() => google.stop());
beforeEach(async () => {
  google.sheets = [SALES, HIDDEN, EMPTY];
  google.troubles = [];
  google.isConsentGone = false;
  google.asked.length = 0;
  folder = await mkdtemp(join(tmpdir(), "parlance-sheets-"));
  return () => rm(folder, { recursive: true, force: true });
});

const withAccount = {
  auth: "google-account",
  clientId: "client",
  clientSecret: "hush",
  refreshToken: "refresh-1",
} as const;

const configOf = (settings: Record<string, unknown> = {}) =>
  sheetsConfig.parse({ spreadsheet: SPREADSHEET, ...withAccount, ...settings });

const keyFile = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    type: "service_account",
    client_email: "reader@project.iam.gserviceaccount.com",
    private_key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
      type: "pkcs8",
      format: "pem",
    }),
    ...more,
  });

async function pull(config = configOf(), signal?: AbortSignal) {
  const tables = await sheets.pull(config, { outbound, folder, onProgress: () => undefined }, signal);
  return Promise.all(
    tables.map(async ({ name, path, rowCount }) => {
      const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
      expect(lines).toHaveLength(rowCount);
      return { name, rows: lines.map((line) => JSON.parse(line)) };
    }),
  );
}

describe("reading", () => {
  test("the header is found below a title, days are days, hidden and empty sheets are left out", async () => {
    expect(await pull()).toEqual([
      {
        name: "sales_24",
        rows: [
          { Day: "2024-02-29", Region: "North", Amount: 12.5, Paid: true, Amount_2: 1 },
          { Day: "2024-03-01", Region: "South", Amount: 1000, Paid: false, Amount_2: 2 },
          { Day: "2024-03-02", Region: null, Amount: null, Paid: true, Amount_2: 3 },
        ],
      },
    ]);
  });

  test("a long sheet comes in windows, every row once", async () => {
    google.sheets = [LONG];
    const [table] = await pull();
    expect(table?.rows).toHaveLength(120_000);
    expect(table?.rows.at(-1)).toEqual({ n: 119_999 });
    expect(google.asked.filter((line) => line.includes("/v4/")).length).toBeGreaterThan(10);
  }, 60_000);

  test("a hidden sheet that is asked for by name is read", async () => {
    expect((await pull(configOf({ sheets: ["Secret"] }))).map(({ name }) => name)).toEqual(["secret"]);
  });

  test("a sheet that is not there is told, with those that are", async () => {
    await expect(pull(configOf({ sheets: ["Nope"] }))).rejects.toMatchObject({
      code: "SOURCE_CONFIG_INVALID",
      hint: expect.stringContaining("Sales '24"),
    });
  });
});

describe("signing in", () => {
  test("a refresh token is exchanged at Google's own address, and only there", async () => {
    await pull();
    expect(google.asked[0]).toContain("oauth2.googleapis.com/token");
    expect(google.asked[0]).toContain("refresh_token=refresh-1");
    expect(
      google.asked.slice(1).every((line) => line.startsWith("sheets.googleapis.com/") && !line.includes("refresh")),
    ).toBe(true);
  });

  test("a service account signs an assertion; an address in its key file is not used", async () => {
    const serviceAccountKey = keyFile({ token_uri: "https://evil.example/token" });
    await pull(configOf({ auth: "service-account", serviceAccountKey }));
    expect(google.asked[0]).toContain("oauth2.googleapis.com/token");
    expect(google.asked.join("\n")).not.toContain("evil");
  });

  test("a withdrawn consent asks for a new one", async () => {
    google.isConsentGone = true;
    await expect(pull()).rejects.toMatchObject({ code: "SOURCE_SIGN_IN_FAILED" });
  });

  test("no error shows a secret", async () => {
    google.isConsentGone = true;
    const error = await pull().catch((caught: unknown) => caught);
    expect(JSON.stringify(error)).not.toMatch(/hush|refresh-1/);
  });
});

describe("trouble", () => {
  test("a busy or broken Google is asked again", async () => {
    google.troubles = [429, 503];
    expect((await pull()).map(({ name }) => name)).toEqual(["sales_24"]);
  }, 30_000);

  test.each([
    [403, "SOURCE_RIGHTS_MISSING"],
    [404, "SOURCE_CONFIG_INVALID"],
    [400, "SOURCE_CONFIG_INVALID"],
  ])("status %i is %s", async (status, code) => {
    google.troubles = [status];
    await expect(pull()).rejects.toMatchObject({ code });
  });

  test("cancel ends the sync", async () => {
    await expect(pull(configOf(), AbortSignal.abort())).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
  });

  test("probe tells what it found, and what failed", async () => {
    const steps: ProbeStep[] = [];
    await sheets.probe(configOf(), { outbound }, (step) => steps.push(step));
    expect(steps.at(-1)).toMatchObject({ id: "tables", state: "done" });
    google.troubles = [403];
    await expect(sheets.probe(configOf(), { outbound }, (step) => steps.push(step))).rejects.toMatchObject({
      code: "SOURCE_RIGHTS_MISSING",
    });
    expect(steps.at(-1)).toMatchObject({ id: "sign-in", state: "failed" });
  });
});

describe("settings", () => {
  test.each([
    ["another address", { spreadsheet: "https://evil.example/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVw" }],
    ["an account without consent", { refreshToken: "" }],
    ["a service account without a key", { auth: "service-account" }],
    ["a key that is none", { auth: "service-account", serviceAccountKey: '{"type":"authorized_user"}' }],
    ["a path instead of a key", { auth: "service-account", serviceAccountKey: "/etc/passwd" }],
  ])("%s is refused", (_name, settings) => {
    expect(sheetsConfig.safeParse({ spreadsheet: SPREADSHEET, ...withAccount, ...settings }).success).toBe(false);
  });

  test("the id is found in addresses", () => {
    const address = `https://docs.google.com/spreadsheets/d/${SPREADSHEET}/edit#gid=0`;
    expect([spreadsheetId(address), spreadsheetId(SPREADSHEET), spreadsheetId("x")]).toEqual([
      SPREADSHEET,
      SPREADSHEET,
      null,
    ]);
    expect(readSheetsUrl(address)).toEqual({ spreadsheet: address });
  });
});

describe("cells", () => {
  const numbered = (numberValue: number, type: string) => ({
    effectiveValue: { numberValue },
    effectiveFormat: { numberFormat: { type } },
  });

  test.each([
    ["a day", numbered(45_351, "DATE"), "2024-02-29"],
    ["a moment", numbered(45_351.5, "DATE_TIME"), "2024-02-29T12:00:00"],
    ["a moment with a fraction", numbered(45_351 + 1.25 / 86_400, "DATE_TIME"), "2024-02-29T00:00:01.250"],
    ["a time", numbered(0.75, "TIME"), "18:00:00"],
    ["a duration", numbered(1.5, "TIME"), 1.5],
    ["money", numbered(12.5, "CURRENCY"), 12.5],
    ["an error", { effectiveValue: { errorValue: { type: "DIVIDE_BY_ZERO" } } }, null],
    ["nothing", {}, null],
  ])("%s", (_name, cell, expected) => expect(cellOf(cell)).toBe(expected));
});
