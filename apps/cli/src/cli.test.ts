import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeArgs, ownProgram } from "@parlance/worker/calls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CliIo } from "./cli-io.ts";
import { runCli } from "./program.ts";
import { plain } from "./render/paint.ts";

// The real program in a process of its own, as a shell would run it; the machine may be busy.
const TIMEOUT_MS = 60_000;
const MAIN = nodeArgs(ownProgram({ name: "parlance", source: "main.ts" }, import.meta.url));

const NOBODY = 65_534;

const folder = mkdtempSync(join(tmpdir(), "parlance-cli-"));
const at = (name: string): string => join(folder, name);

const SALES = `order_id,customer_id,region,amount,day
1,1,North,120.50,2025-01-04
2,2,South,80.00,2025-01-19
3,1,North,40.25,2025-02-02
4,3,East,,2025-02-11
`;
const CUSTOMERS = "customer_id,customer_name\n1,Ada\n2,Grace\n3,Edsger\n4,Barbara\n";

beforeAll(() => {
  writeFileSync(at("sales.csv"), SALES);
  writeFileSync(at("customers.csv"), CUSTOMERS);
  writeFileSync(at("broken.parquet"), "PAR1 this is no parquet file PAR1");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function parlance(args: readonly string[], input = "", user: { uid?: number } = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...MAIN, ...args], { stdio: "pipe", ...user });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk;
    });
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

/** The same program in this process, for command lines that end before any work begins. */
async function parlanceHere(args: readonly string[]): Promise<Ended> {
  let out = "";
  let err = "";
  const io: CliIo = {
    write: async (text) => {
      out += text;
    },
    warn: (text) => {
      err += text;
    },
    readLines: async function* () {},
    isOutputTerminal: false,
    env: {},
    isErrorTerminal: false,
    width: Number.POSITIVE_INFINITY,
    paint: plain,
    warnPaint: plain,
  };
  const code = await runCli(args, io, new AbortController().signal);
  return { code, out, err };
}

const parsed = ({ out }: Ended): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>;

describe("an answer", { timeout: TIMEOUT_MS }, () => {
  it("is one JSON object with --json", async () => {
    const ended = await parlance(["ask", at("sales.csv"), "total amount by region", "--json"]);
    expect(ended).toMatchObject({ code: 0, err: "" });
    const answer = parsed(ended);
    expect(Object.keys(answer)).toEqual(
      "question verdict confidence sql columns rows chart explanation alternatives assumptions draftedBy models trust insights receipt".split(
        " ",
      ),
    );
    expect(answer).toMatchObject({ question: "total amount by region", verdict: "answer" });
    expect([...(answer.rows as unknown[][])].sort()).toEqual([
      ["East", null],
      ["North", "160.75"],
      ["South", "80.00"],
    ]);
  });

  it("is sentence, table and chart for people, without colours in a pipe", async () => {
    const { code, out } = await parlance(["ask", at("sales.csv"), "how many orders per region"]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^\S.+\n\n(?:Checked|Look twice|Unchecked|Verified): .+\n\n(?:Not sure\..+\n\n)?region +\S+\n─+ +─+\n/,
    );
    expect(out).toMatch(/North +█+ +2/);
    expect(out).not.toContain("\u001b");
  });

  it("is bare SQL with --sql, and that SQL runs", async () => {
    const { out } = await parlance(["ask", at("sales.csv"), "average amount", "--sql"]);
    expect(out).toMatch(/^SELECT .+\n$/s);
    const ended = await parlance(["ask", at("sales.csv"), "--run", out.trim(), "--json"]);
    expect(parsed(ended).rows).toEqual([[expect.closeTo(80.25)]]);
  });

  it("is plain CSV with --csv, cut by --limit", async () => {
    const sql = "SELECT order_id, amount FROM sales ORDER BY order_id DESC";
    const { code, out } = await parlance(["ask", at("sales.csv"), "--run", sql, "--csv", "--limit", "2"]);
    expect(code).toBe(0);
    expect(out).toBe("order_id,amount\n4,\n3,40.25\n");
  });

  it("joins several files", async () => {
    const files = [at("sales.csv"), at("customers.csv")];
    const ended = await parlance(["ask", ...files, "which customers have no sales", "--json"]);
    expect(ended.code).toBe(0);
    expect(JSON.stringify(parsed(ended).rows)).toContain("Barbara");
    expect(JSON.stringify(parsed(ended).rows)).not.toContain("Ada");
  });

  it("carries every row in JSON, past the first page", async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => i).join("\n");
    writeFileSync(at("long.csv"), `number\n${rows}\n`);
    const ended = await parlance(["ask", at("long.csv"), "--run", "SELECT number FROM long", "--json"]);
    expect(parsed(ended).rows).toHaveLength(2_500);
  });
});

describe("a knowledge file", { timeout: TIMEOUT_MS }, () => {
  const KNOWLEDGE = `parlance: knowledge/1
tables:
  sales:
    usually:
      only: [{ column: region, is: [North, South] }]
  nowhere:
    description: of another source
metrics:
  - name: yield
    expression: { table: sales, sql: SUM(amount) / COUNT(*) }
`;
  beforeAll(() => writeFileSync(at("knowledge.yaml"), KNOWLEDGE));
  const withFile = (name: string) =>
    parlance(["ask", at("sales.csv"), "yield", "--json", "--no-model", "--knowledge", at(name)]);

  it("says what words mean and which rows count; what it says of other sources is passed over", async () => {
    const ended = await withFile("knowledge.yaml");
    expect(ended.code).toBe(0);
    expect(ended.err).toMatch(/line \d+ is not used: There is no table "nowhere"/);
    expect(parsed(ended).rows).toEqual([[expect.closeTo(80.25)]]);
    expect(parsed(ended).assumptions).toEqual([
      `using your team's definition of "yield": SUM(amount) / COUNT(*)`,
      "only sales where region is North or South, as your team usually counts them",
    ]);
  });

  it("that is wrong is told line by line", async () => {
    writeFileSync(at("wrong.yaml"), "parlance: knowledge/1\nmetrics:\n  - name: x\n");
    expect(await withFile("wrong.yaml")).toMatchObject({ code: 4, err: expect.stringContaining("line 3: ") });
    expect((await withFile("missing.yaml")).code).toBe(4);
  });
});

describe("a reader that leaves early", { timeout: TIMEOUT_MS }, () => {
  it("ends the command without a word", async () => {
    const sql = "SELECT range AS n, repeat('x', 200) AS text FROM range(3000000)";
    const args = [...MAIN, "ask", at("sales.csv"), "--run", sql, "--csv"];
    const child = spawn(process.execPath, args, { stdio: "pipe" });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });
});

describe("a command line that is wrong", () => {
  it.each<[string, string[], number, RegExp]>([
    ["no arguments to ask", ["ask"], 2, /missing required argument/],
    ["no question", ["ask", at("sales.csv")], 2, /^error: There is a file but no question\.\nhint:/],
    ["a limit that is no number", ["ask", at("sales.csv"), "rows", "--limit", "ten"], 2, /whole number from 1 up/],
    ["an unknown option", ["ask", at("sales.csv"), "rows", "--jsn"], 2, /Did you mean --json/],
    ["an unknown command", ["aks", at("sales.csv")], 2, /unknown command 'aks'/],
    ["a file that is not there", ["ask", at("sale.csv"), "rows"], 4, /no file.*\n.*Did you mean "sales.csv"/],
    ["a port that is none", ["serve", "--port", "70000"], 2, /port from 0 to 65535/],
    ["no tables for the guard", ["guard", "--dialect", "duckdb"], 2, /Which tables may be read/],
  ])("%s", async (_name, args, code, message) => {
    const ended = await parlanceHere(args);
    expect(ended.err).toMatch(message);
    expect(ended).toMatchObject({ code, out: "" });
  });
});

describe("what goes wrong", { timeout: TIMEOUT_MS }, () => {
  it.each<[string, string[], number, RegExp]>([
    [
      "a missing question, in a process of its own",
      ["ask", at("sales.csv")],
      2,
      /^error: There is a file but no question/,
    ],
    ["a broken file", ["ask", at("broken.parquet"), "rows"], 4, /^error: .*broken\.parquet/],
    ["writing SQL", ["ask", at("sales.csv"), "--run", "DROP TABLE sales"], 5, /^error: .*only reading is allowed/],
    [
      "an unknown column",
      ["ask", at("sales.csv"), "--run", "SELECT amont FROM sales"],
      5,
      /^error: .*amont.*\n.*amount/s,
    ],
  ])("%s", async (_name, args, code, message) => {
    const ended = await parlance(args);
    expect(ended.err).toMatch(message);
    expect(ended).toMatchObject({ code, out: "" });
  });

  it("a question that is not understood names the word and offers others", async () => {
    const ended = await parlance(["ask", at("sales.csv"), "how many unicorns per galaxy", "--json"]);
    expect(ended.code).toBe(3);
    expect(ended.err).toMatch(/unicorns|galaxy/);
    expect(ended.err).toContain("Questions that work here:");
    expect(parsed(ended)).toMatchObject({ verdict: expect.stringMatching(/handover|ask/), rows: [], columns: [] });
  });
});

describe("the guard", { timeout: TIMEOUT_MS }, () => {
  it("answers line by line, in order", async () => {
    const statements = ["SELECT 1 FROM orders", "DELETE FROM orders", "SELECT * FROM secrets", "SELECT * FROM 'x.csv'"];
    const input = statements.map((sql, id) => JSON.stringify({ id, sql })).join("\n");
    const { code, out } = await parlance(["guard", "--dialect", "duckdb", "--tables", "orders,customers"], input);
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map((line) => [line.id, line.verdict, line.rule])).toEqual([
      [0, "allow", null],
      [1, "refuse", "select-only"],
      [2, "refuse", "table-not-allowed"],
      [3, "refuse", "table-not-allowed"],
    ]);
    expect(Object.keys(lines[1] ?? {})).toEqual(["id", "verdict", "rule", "message", "position"]);
  });

  it("lets any source table pass with --all-tables, but no file and no system table", async () => {
    const statements = [
      'SELECT * FROM a JOIN "b c" USING (id)',
      "FROM 'x.csv'",
      "FROM sqlite_master",
      "FROM pg_catalog.pg_class",
    ];
    const input = statements.map((sql, id) => JSON.stringify({ id, sql })).join("\n");
    const { out } = await parlance(["guard", "--dialect", "duckdb", "--all-tables"], input);
    const verdicts = out
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { verdict: string }).verdict);
    expect(verdicts).toEqual(["allow", "refuse", "refuse", "refuse"]);
  });

  it("refuses a line that it cannot read, says which, and goes on", async () => {
    const lines = ['{"id": 1}', "not json", "", '{"id": "x", "sql": 5}', '{"id": 7, "sql": "SELECT 1"}'].join("\n");
    const { code, out, err } = await parlance(["guard", "--dialect", "mysql", "--all-tables"], lines);
    expect(code).toBe(2);
    for (const line of [1, 2, 4]) expect(err).toContain(`Line ${line} is not a JSON object with "id" and "sql".`);
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers.map(({ id, verdict, rule }) => [id, verdict, rule])).toEqual([
      [1, "refuse", "input"],
      [null, "refuse", "input"],
      ["x", "refuse", "input"],
      [7, "allow", null],
    ]);
  });

  it("judges thousands of lines in every dialect that needs no engine", async () => {
    const statements = [
      ["mysql", "SELECT `a` FROM shop.orders -- x"],
      ["sqlite", "SELECT [a] FROM main.orders"],
      ["mongodb", '{"find": "shop.orders"}'],
    ] as const;
    for (const [dialect, sql] of statements) {
      const input = Array.from({ length: 3_000 }, (_, id) => JSON.stringify({ id, sql })).join("\n");
      const tables = dialect === "sqlite" ? "orders" : "shop.orders";
      const { code, out } = await parlance(["guard", "--dialect", dialect, "--tables", tables], input);
      const answers = out.trim().split("\n");
      expect([dialect, code, answers.length]).toEqual([dialect, 0, 3_000]);
      expect(JSON.parse(answers[2_999] ?? "")).toEqual({
        id: 2_999,
        verdict: "allow",
        rule: null,
        message: null,
        position: null,
      });
    }
  });
});

describe("help", () => {
  it("prints the version alone", async () => {
    expect(await parlanceHere(["--version"])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it("shows commands and examples", async () => {
    const { code, out } = await parlanceHere(["--help"]);
    expect(code).toBe(0);
    for (const part of ["ask [options] <file...>", "serve [options]", "guard [options]", "Examples:"]) {
      expect(out).toContain(part);
    }
  });

  it("lists the exit codes of ask", async () => {
    const { out } = await parlanceHere(["ask", "--help"]);
    expect(out).toMatch(/Exit codes:\n {2}0 {2}answered/);
  });
});

describe("serve", { timeout: 3 * TIMEOUT_MS }, () => {
  it("says in one sentence that a port is taken", async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, "127.0.0.1", () => {
        const address = other.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const ended = await parlance(["serve", "--port", String(port), "--data-dir", at("busy"), "--no-demo"]);
    other.close();
    expect(ended.err).toMatch(new RegExp(`^error: Port ${port} is already in use\\.\nhint: +Try --port ${port + 1}`));
    expect(ended.code).toBe(2);
  });

  it.skipIf(process.platform === "win32")("says in one sentence that a data folder is read-only", async () => {
    chmodSync(folder, 0o755);
    mkdirSync(at("locked"), { mode: 0o555 });
    // Root may write anywhere, whatever the permissions say.
    const user = process.getuid?.() === 0 ? { uid: NOBODY } : {};
    const ended = await parlance(["serve", "--port", "0", "--data-dir", at("locked"), "--no-demo"], "", user);
    expect(ended.err).toBe(
      `error: The data folder "${at("locked")}" cannot be written.\nhint:  Name another with --data-dir.\n`,
    );
    expect(ended.code).toBe(4);
  });

  it("says in one sentence that the data folder cannot be used", async () => {
    const ended = await parlance(["serve", "--port", "0", "--data-dir", at("sales.csv"), "--no-demo"]);
    expect(ended.err).toMatch(/^error: The data folder ".*sales\.csv" cannot be written\.\nhint:/);
    expect(ended.code).toBe(4);
  });
});
