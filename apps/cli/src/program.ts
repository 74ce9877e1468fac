import { Command, CommanderError, InvalidArgumentError } from "commander";
import type { CliIo } from "./cli-io.ts";
import type { BackupOptions, RestoreOptions } from "./commands/backup.ts";
import type { ShowOptions } from "./commands/config-show.ts";
import type { EvalOptions } from "./commands/eval.ts";
import type { ServeOptions } from "./commands/serve-options.ts";
import { describeFailure } from "./describe-failure.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { versionText } from "./version.ts";

/** Runs one command line and answers with its exit code; prints every failure as one sentence. */
export async function runCli(args: readonly string[], io: CliIo, signal: AbortSignal): Promise<ExitCode> {
  const exit = { code: EXIT.answered as ExitCode };
  const program = createProgram(io, signal, (code) => {
    exit.code = code;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exit.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.answered : EXIT.usage;
    const failure = describeFailure(error);
    io.warn(`${io.warnPaint("red", "error:")} ${failure.sentence}\n`);
    if (failure.hint !== undefined) io.warn(`${io.warnPaint("dim", "hint:")}  ${failure.hint}\n`);
    return failure.exitCode;
  }
}

/** Commands load their code when they run, so that none waits for the libraries of another. */
function createProgram(io: CliIo, signal: AbortSignal, finish: (code: ExitCode) => void): Command {
  const program = new Command("parlance")
    .description("Ask your data a question in plain language. No key, no model, no server.")
    .version(versionText(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .addHelpText("after", PROGRAM_EXAMPLES);
  program.addCommand(askCommand(io, signal, finish));
  program.addCommand(serveCommand(io, signal, finish));
  program.addCommand(configCommand(io, finish));
  program.addCommand(mcpCommand(io, signal, finish));
  program.addCommand(backupCommand(io, finish));
  program.addCommand(restoreCommand(io, finish));
  program.addCommand(evalCommand(io, signal, finish));
  program.addCommand(guardCommand(io, finish));
  const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)];
  for (const command of all(program)) prepare(command, io);
  return program;
}

function prepare(command: Command, io: CliIo): void {
  command
    .exitOverride()
    .showHelpAfterError("Run with --help to see how it is used.")
    .showSuggestionAfterError()
    .helpOption("-h, --help", "print this help")
    .configureOutput({
      writeOut: (text) => void io.write(text),
      writeErr: io.warn,
      outputError: (text, write) => write(text.replace(/^error:/, io.warnPaint("red", "error:"))),
    });
}

function askCommand(io: CliIo, signal: AbortSignal, finish: (code: ExitCode) => void): Command {
  return new Command("ask")
    .description("answer a question about one or more files")
    .argument("<file...>", 'files, then the question in quotes: parlance ask sales.csv "revenue by region"')
    .option(
      "--json",
      "print one JSON object: question, verdict, confidence, sql, columns, rows, chart, explanation, alternatives, ...",
    )
    .option("--csv", "print the rows as CSV, values as they are")
    .option("--sql", "print the SQL and run nothing")
    .option("--run <sql>", "run this SQL instead of asking a question; only reading is allowed")
    .option("--reading <number>", "use this reading of the question when it can be read in several ways", wholeNumber)
    .option(
      "--knowledge <file>",
      "a YAML file that says what words and figures mean; a source's knowledge page exports it",
    )
    .option("--no-model", "ask no language model, whatever PARLANCE_LLM_* names")
    .option("--limit <rows>", "print at most this many rows (tables: 25 unless given; JSON and CSV: all)", wholeNumber)
    .addHelpText("after", ASK_EXAMPLES)
    .action(async (words: string[], options: object) => {
      const { ask } = await import("./commands/ask.ts");
      finish(await ask(words, options, io, signal));
    });
}

function serveCommand(io: CliIo, signal: AbortSignal, finish: (code: ExitCode) => void): Command {
  return new Command("serve")
    .description("start the web app and the API on this machine")
    .option("--port <number>", "port to listen on; 0 takes a free one (default: 3000)", portNumber)
    .option("--host <address>", "address to listen on (default: 127.0.0.1)")
    .option("--data-dir <folder>", "folder for uploads and the product database (default: .parlance)")
    .option("--config <file>", "settings; parlance.yaml beside the data folder is found by itself")
    .option("--no-demo", "start without the three demo workspaces")
    .option(
      "--allow-network <cidr>",
      "let sources be in this private network, such as 10.0.0.0/8; may be repeated",
      (network: string, all: readonly string[]) => [...all, network],
      [],
    )
    .addHelpText("after", SERVE_SETTINGS)
    .action(async (options: ServeOptions) => {
      const { serve } = await import("./commands/serve.ts");
      finish(await serve(options, io, signal));
    });
}

function configCommand(io: CliIo, finish: (code: ExitCode) => void): Command {
  const withPlaces = (command: Command): Command =>
    command
      .option("--config <file>", "settings; parlance.yaml beside the data folder is found by itself")
      .option("--data-dir <folder>", "folder for uploads and the product database (default: .parlance)");
  return new Command("config")
    .description("look at the settings of a server without starting it")
    .addCommand(
      withPlaces(new Command("check"))
        .description("tell everything that is wrong with them; exits with 2 where a server would not start")
        .action(async (options: ServeOptions) => {
          const { configCheck } = await import("./commands/config-check.ts");
          finish(await configCheck(options, io));
        }),
    )
    .addCommand(
      withPlaces(new Command("show"))
        .description("print every setting with what said so; secrets are never printed")
        .option("--json", "print one JSON array")
        .action(async (options: ShowOptions) => {
          const { configShow } = await import("./commands/config-show.ts");
          finish(await configShow(options, io));
        }),
    );
}

function backupCommand(io: CliIo, finish: (code: ExitCode) => void): Command {
  return new Command("backup")
    .description("write everything of a data folder into one file; a running server makes it itself")
    .argument("<file>", "the backup to make, such as parlance.tar.gz")
    .option("--data-dir <folder>", "folder to back up (default: .parlance)")
    .option("--config <file>", "settings; parlance.yaml beside the data folder is found by itself")
    .option("--with-keys", "put the secret key of stored credentials into it as well")
    .action(async (file: string, options: BackupOptions) => {
      const { backup } = await import("./commands/backup.ts");
      finish(await backup(file, options, io));
    });
}

function restoreCommand(io: CliIo, finish: (code: ExitCode) => void): Command {
  return new Command("restore")
    .description("put a backup into a data folder; the server must be stopped")
    .argument("<file>", "the backup")
    .option("--data-dir <folder>", "folder to fill (default: .parlance)")
    .option("--config <file>", "settings; parlance.yaml beside the data folder is found by itself")
    .option("--force", "put it in the place of the data that is there")
    .action(async (file: string, options: RestoreOptions) => {
      const { restore } = await import("./commands/backup.ts");
      finish(await restore(file, options, io));
    });
}

function mcpCommand(io: CliIo, signal: AbortSignal, finish: (code: ExitCode) => void): Command {
  return new Command("mcp")
    .description("let an assistant ask: serves the Model Context Protocol on standard input and output")
    .argument("[file...]", "files to ask about")
    .option("--url <address>", "pass on to a running server, such as http://localhost:3000, in place of files")
    .option("--api-key <key>", "whom the server answers; better in PARLANCE_API_KEY, which other users cannot see")
    .addHelpText("after", MCP_EXAMPLES)
    .action(async (files: string[], options: { url?: string; apiKey?: string }) => {
      const { mcp } = await import("./commands/mcp.ts");
      finish(await mcp(files, options, io, signal));
    });
}

function evalCommand(io: CliIo, signal: AbortSignal, finish: (code: ExitCode) => void): Command {
  return new Command("eval")
    .description("put questions with known answers to the engine, and to the model that PARLANCE_LLM_* names")
    .argument("<file...>", "files that the questions are about")
    .requiredOption("--questions <file>", 'JSON lines: {"question", "sql"} or {"question", "answer": [[...]]}')
    .option("--json", "print one JSON object with every answer")
    .option("--junit <file>", "write a JUnit report for a build server")
    .option("--min-accuracy <share>", "exit with 3 when fewer are right, such as 0.9", share)
    .option("--always", "ask the model every question, not only where the engine is not sure")
    .option("--no-model", "test the engine alone")
    .action(async (files: string[], options: EvalOptions) => {
      const { evaluate } = await import("./commands/eval.ts");
      finish(await evaluate(files, options, io, signal));
    });
}

function guardCommand(io: CliIo, finish: (code: ExitCode) => void): Command {
  return new Command("guard")
    .description(
      "judge SQL statements without running them: JSON lines {id, sql} in, {id, verdict, rule, message, position} out",
    )
    .requiredOption("--dialect <name>", "duckdb, sqlite, postgres, mysql, trino, bigquery or mongodb")
    .option("--tables <names>", "tables that may be read, separated by commas; sales.orders names one of a schema")
    .option("--all-tables", "allow every table that a source could have; system tables and files stay refused")
    .action(async (options: { dialect: string; tables?: string; allTables?: boolean }) => {
      const { guard } = await import("./commands/guard.ts");
      finish(await guard(options, io));
    });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1 up.");
  return Number(text);
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1)) throw new InvalidArgumentError("It must be from 0 to 1.");
  return value;
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError("It must be a port from 0 to 65535.");
  return port;
}

const PROGRAM_EXAMPLES = `
Examples:
  $ parlance ask sales.csv "revenue by region last quarter"
  $ parlance ask orders.xlsx customers.csv "top 10 customers by revenue"
  $ parlance serve

Run parlance <command> --help for the options of a command.`;

const SERVE_SETTINGS = `
Every setting may stand in parlance.yaml or the environment; docs/configuration.md lists them. The most used:
  PARLANCE_SECRET_KEY        protects stored passwords and keys; made beside the data when absent
  PARLANCE_ALLOWED_NETWORKS  private networks that sources and models may be in
  PARLANCE_LLM_*             a language model for everybody here; docs/guides/models.md lists the settings`;

const MCP_EXAMPLES = `
Assistants start this command themselves; docs/guides/mcp.md shows how to tell them.

Examples:
  $ parlance mcp sales.csv customers.csv
  $ parlance mcp --url http://localhost:3000

With --url, PARLANCE_API_KEY holds the API key of whoever asks (Settings, API keys). Without one, PARLANCE_COOKIE may
hold the browser cookie whose workspace is asked; without either only the demo teams are.`;

const ASK_EXAMPLES = `
Reads CSV, TSV, Excel, JSON, NDJSON, Parquet, SQLite and DuckDB files. Several files become tables that can be joined.
Nothing leaves this machine and nothing is written beside your files, unless you name a language model: with
PARLANCE_LLM_BASE_URL (an OpenAI-compatible server) or PARLANCE_LLM_PROVIDER, and PARLANCE_LLM_MODEL and
PARLANCE_LLM_API_KEY where it needs them, questions that the embedded engine is not sure of are put to that model.
PARLANCE_LLM_DISCLOSURE says what it may be told: full, aggregates, schema or nothing.

Examples:
  $ parlance ask sales.csv "how many orders per month"
  $ parlance ask shop.sqlite "which customers have never ordered" --csv > idle.csv
  $ parlance ask sales.csv --run "SELECT region, sum(amount) FROM sales GROUP BY region"

Exit codes:
  0  answered
  2  the command line is wrong
  3  the question was not understood; the reason and near questions go to standard error
  4  a file could not be read
  5  the query was refused or failed`;
