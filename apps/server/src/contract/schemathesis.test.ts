import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessHeaders, signUp } from "../fixtures/accounts.ts";
import { openAskingBrowser } from "../fixtures/asking-browser.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

/** Where Schemathesis is, which comes from PyPI and is no part of the product. */
const PROGRAM = process.env.SCHEMATHESIS;
const EXAMPLES = process.env.SCHEMATHESIS_EXAMPLES ?? "1";
const LIMIT_MS = 480_000;

/** Calls after which nobody is signed in any more, or which change the limits of the calls that follow. */
const KEPT_OUT = [
  "/auth/",
  "/account",
  "/configuration",
  "/instance/users",
  "/instance/sessions",
  "/two-factor",
  "/leave",
  "/activate",
  "/transfer",
  "/workspaces/{id}$",
  "/members",
];

/**
 * Thousands of requests made from the contract, right and wrong ones, as somebody who may do everything. Whatever is
 * sent, the server answers for it: no 5xx. Without the program this is a skip that says so; in CI that is a failure.
 */
describe.skipIf(PROGRAM === undefined && process.env.CI === undefined)(
  "requests made from the contract (set SCHEMATHESIS to the program `st` of schemathesis)",
  () => {
    let server: TestServer;
    let address: string;
    beforeAll(async () => {
      server = await openTestServer({ logLevel: "silent", isDemoEnabled: false });
      address = await server.listen();
    });
    afterAll(() => server.close());

    test(
      "never end in a server error",
      async () => {
        const email = "root@example.com";
        await openAskingBrowser(server, await signUp(server, { email, isInstanceAdmin: true }));
        const { authorization } = await accessHeaders(server, email);
        const { output, failures } = await schemathesis(address, authorization);
        expect(failures, output).toEqual([]);
        // Requests that nobody is known for would prove little.
        expect(refusedOf(output), output).toBeLessThan(15);
        expect(output).toMatch(/Test cases:\s+\d{3,} generated/);
      },
      LIMIT_MS,
    );
  },
);

interface Outcome {
  readonly output: string;
  /** Titles of failures. Operations it cannot make requests for are told in the output and are no failures of ours. */
  readonly failures: readonly string[];
}

/** How many operations were answered with nothing but 401 and 403. */
const refusedOf = (output: string): number =>
  Number(/Authentication failed: (\d+) operations returned only/.exec(output)?.[1] ?? 0);

/** It remembers its findings in the folder it runs in: one of its own, so that each run begins alike. */
async function schemathesis(address: string, authorization: string): Promise<Outcome> {
  const cwd = await mkdtemp(join(tmpdir(), "parlance-schemathesis-"));
  try {
    return await runIn(cwd, address, authorization);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

function runIn(cwd: string, address: string, authorization: string): Promise<Outcome> {
  const args = [
    ...["run", `${address}/api/v1/openapi.json`, "--header", `Authorization: ${authorization}`],
    ...["--checks", "not_a_server_error", "--phases", "coverage,fuzzing", "--max-examples", EXAMPLES],
    ...["--workers", "2", "--request-timeout", "20", "--seed", "1", "--no-color"],
    ...["--exclude-path-regex", KEPT_OUT.join("|")],
  ];
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, timeout: LIMIT_MS };
    execFile(PROGRAM ?? "st", args, options, (error, stdout, stderr) => {
      const output = `${stdout}\n${stderr}${error?.killed === true ? "\nkilled at the time limit" : ""}`;
      const failures = [...output.matchAll(/^- (ST\d+ .*)$/gm)].map(([, title = ""]) => title);
      resolve({ output, failures: error?.killed === true ? [...failures, "did not end in time"] : failures });
    });
  });
}
